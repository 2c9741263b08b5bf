using System.Diagnostics;
using Platform.Samples;

namespace Platform.Benchmarks;

/// <summary>
/// The same searches in a large and a small register, in turns: a single character, two, four, words and their beginnings, two at once,
/// with filters, and filters alone.
/// </summary>
internal static class RegistrySearchBenchmark
{
    private const int Rounds = 3,
        Queries = 400;

    private const string Path = "/api/registry/v1/organisations";

    public static async Task RunAsync(HttpClient large, HttpClient small, int few, BenchmarkReport findings)
    {
        var random = new Random(20261122);
        // Cut from organisations that both have, so that both find something.
        Organisation[] generated = [.. OrganisationGenerator.Generate(few)];
        (string Kind, string Query)[] queries =
        [
            .. Enumerable.Range(0, Queries).Select(n => Make(n, generated[random.Next(generated.Length)], random)),
        ];
        await WalkAsync(large, queries);
        await WalkAsync(small, queries);
        var (inLarge, inSmall) = (new List<(string Kind, double Time)>(), new List<(string Kind, double Time)>());
        for (var round = 0; round < Rounds; round++)
        {
            inLarge.AddRange(await WalkAsync(large, queries));
            inSmall.AddRange(await WalkAsync(small, queries));
        }

        foreach (var kind in queries.Select(query => query.Kind).Distinct())
        {
            findings.Add(
                $"search, {kind}: p95 in many, in few",
                P95(inLarge.Where(seen => seen.Kind == kind)),
                $"ms, {P95(inSmall.Where(seen => seen.Kind == kind)):0.00} ms"
            );
        }

        findings.Add("search, all kinds: median in many", inLarge.Select(seen => seen.Time).Median(), "ms");
        findings.Add("search, all kinds: median in few", inSmall.Select(seen => seen.Time).Median(), "ms");
        findings.Add("search, all kinds: p95 in many", P95(inLarge), "ms");
        findings.Add("search, all kinds: p95 in few", P95(inSmall), "ms");
        findings.AddAtMost("search, p95 in many ÷ in few", P95(inLarge) / P95(inSmall), "", 3);
    }

    private static double P95(IEnumerable<(string Kind, double Time)> seen) => seen.Select(one => one.Time).Percentile(95);

    private static (string Kind, string Query) Make(int number, Organisation template, Random random) =>
        (number % 8) switch
        {
            0 => ("one character", $"q={Cut(template.MissionZh, 1, random)}"),
            1 => ("two characters of a name", $"q={Cut(template.NameZh, 2, random)}"),
            2 => ("two characters of a mission", $"q={Cut(template.MissionZh, 2, random)}"),
            3 => ("four characters", $"q={Cut(template.NameZh, 4, random)}"),
            4 => ("the beginning of a word", $"q={RandomTerm(template.NameEn ?? template.MissionEn, random)}"),
            5 => ("two words", $"q={Cut(template.NameZh, 2, random)}%20{RandomTerm(template.MissionEn ?? template.NameEn, random)}"),
            6 => (
                "two characters and filters",
                $"q={Cut(template.MissionZh, 2, random)}&county={template.County}&sdg={template.Sdgs[0]}&status=registered"
            ),
            _ => ("filters alone", $"county={template.County}&sdg={template.Sdgs[0]}&stage={template.Stage}&light=green"),
        };

    private static string Cut(string? text, int length, Random random)
    {
        var characters = new string([
            .. (text ?? "社會創新").Where(letter => letter >= 0x4E00 && !char.IsSurrogate(letter) && char.IsLetter(letter)),
        ]);
        return characters.Length <= length ? characters : characters.Substring(random.Next(characters.Length - length), length);
    }

    private static string RandomTerm(string? text, Random random)
    {
        string[] terms = [.. (text ?? "social").Split(' ', '-', '.', ',').Where(term => term.Length >= 4 && term.All(char.IsAsciiLetter))];
        return terms.Length == 0 ? "social" : terms[random.Next(terms.Length)][..4];
    }

    private static async Task<List<(string Kind, double Time)>> WalkAsync(HttpClient client, (string Kind, string Query)[] queries)
    {
        var seen = new List<(string, double)>();
        foreach (var (kind, query) in queries)
        {
            var began = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync($"{Path}?{query}");
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            seen.Add((kind, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
        }

        return seen;
    }
}
