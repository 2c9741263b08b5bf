namespace Platform.ServiceDefaults.Search;

/// <summary>Texts as they are searched: their runs, and the tokens by which an index knows them.</summary>
/// <param name="Text">A line for each text, so that nothing is found across two. Every run stands between spaces: a word is found by a
/// space and its beginning.</param>
/// <param name="Tokens">Each once.</param>
public sealed record SearchedText(string Text, IReadOnlySet<string> Tokens)
{
    /// <summary>Some texts; those that are missing are passed over.</summary>
    public static SearchedText Of(params IEnumerable<string?> texts)
    {
        List<SearchRun>[] runs = [.. texts.Select(SearchRun.In).Where(runs => runs.Count > 0)];
        return new(
            string.Join('\n', runs.Select(line => $" {string.Join(' ', line.Select(run => run.Text))} ")),
            runs.SelectMany(line => line).SelectMany(run => run.Tokens()).ToHashSet()
        );
    }

    /// <summary>These and others.</summary>
    public SearchedText With(SearchedText other) =>
        new(
            Text.Length == 0 || other.Text.Length == 0 ? Text + other.Text : $"{Text}\n{other.Text}",
            Tokens.Union(other.Tokens).ToHashSet()
        );

    /// <summary>The tokens of a text that is searched apart from the others of its row, where one index holds them all.</summary>
    /// <param name="mark">A full-width letter: none occurs in a text in normal form KC, so it marks what is no token of the other
    /// texts.</param>
    public IEnumerable<string> MarkedTokens(string mark) => Tokens.Select(token => mark + token);
}
