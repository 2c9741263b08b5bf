using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace Platform.Benchmarks;

/// <summary>
/// A hundred thousand vetted profiles of every sort: economies as they trade, tags and intents of the vocabulary, a third who seek a few
/// markets only.
/// </summary>
internal static class PartnershipsBenchmarkState
{
    public const int Profiles = 100_000;

    private static readonly (string Economy, string Zone, string Language)[] Places =
    [
        ("TW", "Asia/Taipei", "zh-TW"),
        ("VN", "Asia/Ho_Chi_Minh", "vi"),
        ("PH", "Asia/Manila", "tl"),
        ("MY", "Asia/Kuala_Lumpur", "ms"),
        ("TH", "Asia/Bangkok", "th"),
        ("CL", "America/Santiago", "es"),
        ("JP", "Asia/Tokyo", "ja"),
        ("KR", "Asia/Seoul", "ko"),
        ("SG", "Asia/Singapore", "en"),
        ("US", "America/New_York", "en"),
        ("GB", "Europe/London", "en"),
        ("DE", "Europe/Berlin", "de"),
        ("FR", "Europe/Paris", "fr"),
        ("AU", "Australia/Sydney", "en"),
        ("NZ", "Pacific/Auckland", "en"),
        ("CA", "America/Toronto", "en"),
        ("IN", "Asia/Kolkata", "hi"),
        ("ID", "Asia/Jakarta", "id"),
        ("PE", "America/Lima", "es"),
        ("MX", "America/Mexico_City", "es"),
    ];

    private static readonly string[] Kinds = ["organisation", "company", "investor", "accelerator", "publicBody"],
        Intents = ["buy", "sell", "invest", "coDevelop", "pilot", "learn"],
        Stages = ["ideation", "fieldExperiment", "sustainableOperation", "diffusion"];

    public static IEnumerable<string> Economies => Places.Select(place => place.Economy);

    public static Guid IdOf(int n) => new($"01970000-0000-7000-8000-{n:x12}");

    public static string PartyOf(int n) => $"party-bench-{n}";

    /// <summary>What the n-th profile says, as it would send it.</summary>
    public static JsonObject Body(int n, string[] tags, string[] sectors)
    {
        var random = new Random(n);
        var (economy, zone, language) = Places[n % 3 == 0 ? 0 : random.Next(Places.Length)];
        return new JsonObject
        {
            ["kind"] = Kinds[random.Next(Kinds.Length)],
            ["name"] = new JsonObject { ["zh"] = $"社會創新夥伴{n}", ["en"] = $"Partner {n}" },
            ["economy"] = economy,
            ["timeZone"] = zone,
            ["languages"] = Array(random.Next(4) == 0 ? [language] : new[] { language, "en" }.Distinct()),
            ["sdgs"] = new JsonArray([.. Some(random, [.. Enumerable.Range(1, 17)], 1, 5).Order().Select(sdg => (JsonNode)sdg)]),
            ["sectors"] = Array(Some(random, sectors, 1, 3)),
            ["offers"] = Array(Some(random, tags, 1, 5)),
            ["needs"] = Array(Some(random, tags, 1, 5)),
            ["intent"] = Array(Some(random, Intents, 1, 3)),
            ["stage"] = Stages[random.Next(Stages.Length)],
            ["marketsSought"] = random.Next(3) == 0 ? Array(Some(random, [.. Places.Select(place => place.Economy)], 2, 8)) : [],
            ["vetoes"] = new JsonObject
            {
                ["economies"] = random.Next(20) == 0 ? new JsonArray("US") : [],
                ["kinds"] = random.Next(20) == 0 ? new JsonArray("investor") : [],
            },
            ["availability"] =
                random.Next(10) == 0
                    ? new JsonArray(
                        new JsonObject
                        {
                            ["day"] = "tuesday",
                            ["from"] = $"{8 + n % 4:D2}:00:00",
                            ["to"] = "18:00:00",
                        }
                    )
                    : [],
            ["summary"] = new JsonObject { ["zh"] = string.Concat(Enumerable.Repeat("與在地社區一起解決問題。", 12)) },
        };
    }

    public static async Task LoadAsync(string database, string[] tags, string[] sectors)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """
                COPY "Profiles" ("Id", "Version", "Party", "Content", "Contact", "VettingState", "VettedUntil", "ActiveFrom", "ActiveUntil", "Kind", "Economy", "SdgMask", "Terms", "ListingVersion", "CreatedAt")
                FROM STDIN (FORMAT BINARY)
                """
            )
        )
        {
            var (today, now) = (DateOnly.FromDateTime(DateTime.UtcNow), DateTime.UtcNow);
            for (var n = 1; n <= Profiles; n++)
            {
                var body = Body(n, tags, sectors);
                await copy.StartRowAsync();
                await copy.WriteAsync(IdOf(n), NpgsqlDbType.Uuid);
                await copy.WriteAsync(1L, NpgsqlDbType.Bigint);
                await copy.WriteAsync(PartyOf(n), NpgsqlDbType.Text);
                await copy.WriteAsync(body.ToJsonString(), NpgsqlDbType.Text);
                await copy.WriteAsync($$"""{"name":"Contact {{n}}","email":"contact{{n}}@partner.example"}""", NpgsqlDbType.Text);
                await copy.WriteAsync("vetted", NpgsqlDbType.Text);
                await copy.WriteAsync(today.AddDays(300), NpgsqlDbType.Date);
                await copy.WriteAsync(today.AddDays(-60), NpgsqlDbType.Date);
                await copy.WriteAsync(today.AddDays(300), NpgsqlDbType.Date);
                await copy.WriteAsync(body["kind"]!.GetValue<string>(), NpgsqlDbType.Text);
                await copy.WriteAsync(body["economy"]!.GetValue<string>(), NpgsqlDbType.Text);
                await copy.WriteAsync(
                    body["sdgs"]!.AsArray().Aggregate(0, (mask, sdg) => mask | (1 << (sdg!.GetValue<int>() - 1))),
                    NpgsqlDbType.Integer
                );
                await copy.WriteAsync("|", NpgsqlDbType.Text);
                await copy.WriteAsync(1L, NpgsqlDbType.Bigint);
                await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
            }

            await copy.CompleteAsync();
        }

        // Half as many introductions within the last weeks, most of them to a few who are popular.
        foreach (
            var statement in new[]
            {
                $"""
                    INSERT INTO "Introductions" ("Id", "Version", "FromProfileId", "ToProfileId", "Message", "State", "RequestedOn", "AnswerDays", "ExpiresOn", "RemindOn", "Reminded", "AnsweredOn", "Reason",
                      "Outcomes", "Commitments", "CreatedAt")
                    SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 2, ('01970000-0000-7000-8000-' || lpad(to_hex(1 + n), 12, '0'))::uuid,
                      ('01970000-0000-7000-8000-' || lpad(to_hex(1 + (n * 7919) % CASE WHEN n % 2 = 0 THEN 1000 ELSE {Profiles} END), 12, '0'))::uuid, 'Tea', 'withdrawn',
                      CURRENT_DATE - n % 25, 10, CURRENT_DATE + 14, CURRENT_DATE + 10, false, CURRENT_DATE - n % 20, NULL, '[]', '[]', now()
                    FROM generate_series(1, {Profiles / 2}) n
                    """,
                "VACUUM ANALYZE",
            }
        )
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static T[] Some<T>(Random random, T[] from, int least, int most)
    {
        T[] all = [.. from];
        random.Shuffle(all);
        return all[..random.Next(least, most + 1)];
    }
}
