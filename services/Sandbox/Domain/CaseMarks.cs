namespace Platform.Sandbox.Domain;

/// <summary>
/// Hashes that find cases like a given one without comparing it with every case: of its provisions, of their laws, and a sketch of its
/// text. Texts that have much in common have part of their sketch in common (A. Broder, "On the resemblance and containment of documents",
/// 1997). Different inputs may have the same hash, so the cases that are found are then compared in full.
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

    // The smallest hashes are a random sample of the text, and the same sample for the same text.
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

    // FNV-1a followed by the finaliser of MurmurHash3, which mixes all bits. The hashes are stored: they must stay the same in every
    // process.
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
