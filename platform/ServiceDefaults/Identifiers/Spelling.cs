namespace Platform.ServiceDefaults.Identifiers;

/// <summary>What somebody may have meant.</summary>
public static class Spelling
{
    private const int Longest = 100;

    /// <summary>The name that takes the fewest changes of single characters (Levenshtein's distance) from the text.</summary>
    public static string Nearest(string text, IEnumerable<string> names)
    {
        var wanted = text.Length > Longest ? text[..Longest] : text;
        return names.MinBy(name => Distance(wanted, name)) ?? throw new ArgumentException("There is no name.", nameof(names));
    }

    // One row of the table at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
