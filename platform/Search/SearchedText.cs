namespace Platform.Search;

/// <summary>Texts in the form in which they are searched: their runs, and their tokens in the index.</summary>
/// <param name="Text">One line per text, so that no match spans two texts. Every run is between spaces: a word is found by a space and
/// its beginning.</param>
/// <param name="Tokens">The distinct tokens.</param>
public sealed record SearchedText(string Text, IReadOnlySet<string> Tokens)
{
    /// <summary>Returns the searched form of some texts; missing texts are ignored.</summary>
    public static SearchedText Of(params IEnumerable<string?> texts)
    {
        List<SearchRun>[] runs = [.. texts.Select(SearchRun.In).Where(runs => runs.Count > 0)];
        return new(
            string.Join('\n', runs.Select(line => $" {string.Join(' ', line.Select(run => run.Text))} ")),
            runs.SelectMany(line => line).SelectMany(run => run.Tokens()).ToHashSet()
        );
    }

    /// <summary>Returns these texts and others together.</summary>
    public SearchedText With(SearchedText other) =>
        new(
            Text.Length == 0 || other.Text.Length == 0 ? Text + other.Text : $"{Text}\n{other.Text}",
            Tokens.Union(other.Tokens).ToHashSet()
        );

    /// <summary>Returns the tokens of a text that is searched separately from the other texts of its row, in the same index.</summary>
    /// <param name="mark">A full-width letter: it never occurs in a text in normalization form KC, so these tokens differ from those of
    /// the other texts.</param>
    public IEnumerable<string> MarkedTokens(string mark) => Tokens.Select(token => mark + token);
}
