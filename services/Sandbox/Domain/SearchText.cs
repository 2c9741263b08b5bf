using Platform.ServiceDefaults.Search;

namespace Platform.Sandbox.Domain;

/// <summary>Names of laws and texts as they are compared.</summary>
internal static class SearchText
{
    private const int MaxComparedLength = 5_000;

    public static string Normalise(string text) => SearchRun.Normalise(text).Trim();

    /// <summary>A pattern for LIKE (escape character \) that finds the words anywhere.</summary>
    public static string Pattern(string text) => $"%{Normalise(text).Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";

    /// <summary>
    /// How alike two texts are by their pairs of letters, from 0 to 1000: those shared among all (works for Chinese and English).
    /// </summary>
    public static int Likeness(IReadOnlySet<(char, char)> left, IReadOnlySet<(char, char)> right)
    {
        var shared = left.Count(right.Contains);
        return shared == 0 ? 0 : 1000 * shared / (left.Count + right.Count - shared);
    }

    /// <summary>Every letter or digit with the one after it; of a very long text those of its beginning.</summary>
    public static IReadOnlySet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).Take(MaxComparedLength).ToArray();
        return letters.Zip(letters.Skip(1)).ToHashSet();
    }
}
