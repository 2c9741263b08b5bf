namespace Platform.Sandbox.Domain;

/// <summary>
/// Numbers by which cases like a given one are found without comparing it with all: its provisions, their laws, and a sketch of its words.
/// Texts that share much share some of their sketch (A. Broder, "On the resemblance and containment of documents", 1997). Different things
/// may have one number: whatever is found is compared.
/// </summary>
internal static class CaseMarks
{
    private const int Sketch = 16,
        Shingle = 3;

    public static IReadOnlySet<int> Of(Filing filing) => OfProvisions(filing).Concat(OfText(filing)).ToHashSet();

    private static IEnumerable<int> OfProvisions(Filing filing) =>
        filing
            .Provisions.SelectMany(provision =>
            {
                var law = SearchText.Normalise(provision.Law);
                return new[] { Hash($"law {law}"), Hash($"article {law} {SearchText.Normalise(provision.Article)}") };
            })
            .Select(hash => (int)hash);

    // The smallest of all hashes are as good as drawn by lot, and the same for the same words.
    private static IEnumerable<int> OfText(Filing filing)
    {
        var letters = string.Concat(
            SearchText
                .Normalise(string.Join(' ', filing.Title, filing.BusinessModel, filing.Obstacle, filing.Question))
                .Where(char.IsLetterOrDigit)
        );
        return Enumerable
            .Range(0, Math.Max(0, letters.Length - Shingle + 1))
            .Select(at => Hash(letters.AsSpan(at, Shingle)))
            .Distinct()
            .Order()
            .Take(Sketch)
            .Select(hash => (int)hash);
    }

    // FNV-1a with the end of MurmurHash3, so that all bits count: the same in every process, for ever.
    private static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return hash ^ (hash >> 16);
    }
}
