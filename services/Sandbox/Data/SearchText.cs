using Platform.ServiceDefaults.Identifiers;

namespace Platform.Sandbox.Data;

/// <summary>Texts as they are compared: full and half width alike, upper and lower case alike, 台 as 臺.</summary>
internal static class SearchText
{
    public static string Normalise(string text) => text.Nfkc().ToLowerInvariant().Replace('台', '臺').Trim();

    /// <summary>A pattern for LIKE (escape character \) that finds the words anywhere.</summary>
    public static string Pattern(string words) =>
        $"%{Normalise(words).Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";

    /// <summary>How alike two texts are, from 0 to 1000: shared pairs of characters among all (works for Chinese and English).</summary>
    public static int Likeness(string left, string right)
    {
        var (a, b) = (Pairs(left), Pairs(right));
        var shared = a.Count(b.Contains);
        return shared == 0 ? 0 : 1000 * shared / (a.Count + b.Count - shared);
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }
}
