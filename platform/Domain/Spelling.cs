namespace Platform.Domain;

/// <summary>Finds the name that a misspelt text may mean.</summary>
public static class Spelling
{
    private const int MaxLength = 100;

    /// <summary>Returns the name with the fewest changes of single characters (Levenshtein distance) from the text.</summary>
    public static string Nearest(string text, IEnumerable<string> names) => Nearest(text, names, name => [name]);

    /// <summary>Returns the thing of which one name has the fewest changes of single characters from the text.</summary>
    public static T Nearest<T>(string text, IEnumerable<T> things, Func<T, IEnumerable<string>> namesOf)
    {
        var wanted = text.Length > MaxLength ? text[..MaxLength] : text;
        return things.MinBy(thing => namesOf(thing).Min(name => Distance(wanted, name)))
            ?? throw new ArgumentException("There is nothing to choose from.", nameof(things));
    }

    // Computes the Levenshtein distance, with one row of the table at a time.
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
