using Platform.Search;

namespace Platform.Sandbox.Domain;

/// <summary>Prepares names of laws and texts for comparison.</summary>
internal static class SearchText
{
    private const int MaxComparedLength = 5_000;

    public static string Normalise(string text) => SearchRun.Normalise(text).Trim();

    /// <summary>Returns a pattern for LIKE, with the escape character \, that finds the text anywhere.</summary>
    public static string Pattern(string text) => $"%{Normalise(text).Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";

    /// <summary>
    /// Returns how similar two texts are, from 0 to 1000: the share of the character pairs of both that they have in common (works for
    /// Chinese and English).
    /// </summary>
    public static int Likeness(IReadOnlySet<(char, char)> left, IReadOnlySet<(char, char)> right)
    {
        var shared = left.Count(right.Contains);
        return shared == 0 ? 0 : 1000 * shared / (left.Count + right.Count - shared);
    }

    /// <summary>Returns the pairs of neighbouring letters or digits; for a very long text, only those of its beginning.</summary>
    public static IReadOnlySet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).Take(MaxComparedLength).ToArray();
        return letters.Zip(letters.Skip(1)).ToHashSet();
    }
}
