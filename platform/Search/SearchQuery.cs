namespace Platform.Search;

/// <summary>A search query. Every run of it must be found: characters anywhere in the text, a word by its beginning.</summary>
public sealed class SearchQuery
{
    /// <summary>The longest query, in characters.</summary>
    public const int MaxLength = 200;

    // More tokens narrow the result only a little, and the results are compared with the texts anyway.
    private const int MaxTokens = 12;

    private SearchQuery(IReadOnlyList<SearchRun> runs) => Runs = runs;

    private IReadOnlyList<SearchRun> Runs { get; }

    /// <summary>
    /// The parts that a text of <see cref="SearchedText"/> must contain. Empty when the query has nothing that can be found.
    /// </summary>
    public IReadOnlyList<string> Parts => [.. Runs.Select(run => run.IsAlphanumeric ? $" {run.Text}" : run.Text)];

    /// <summary>Parses a query; a text of punctuation alone has no runs and finds nothing.</summary>
    public static SearchQuery Of(string text) => new([.. SearchRun.In(text).Distinct()]);

    /// <summary>Returns the tokens that a result must have, and whether each is only the beginning of a token.</summary>
    /// <param name="mark">The prefix that the tokens of the searched text have in the index: see <see
    /// cref="SearchedText.MarkedTokens"/>.</param>
    public IEnumerable<(string Token, bool IsBeginning)> Tokens(string mark = "") =>
        Runs.SelectMany(run => run.QueryTokens()).Distinct().Take(MaxTokens).Select(token => (mark + token.Token, token.IsBeginning));
}
