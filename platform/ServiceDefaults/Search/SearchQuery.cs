namespace Platform.ServiceDefaults.Search;

/// <summary>What somebody searches for: every run of it has to be found. Characters anywhere, a word by its beginning.</summary>
public sealed class SearchQuery
{
    /// <summary>More is refused, in characters.</summary>
    public const int MaxLength = 200;

    // A pair narrows, more of them narrow little further: what was found is compared with the texts anyway.
    private const int MaxTokens = 12;

    private SearchQuery(IReadOnlyList<SearchRun> runs) => Runs = runs;

    private IReadOnlyList<SearchRun> Runs { get; }

    /// <summary>
    /// What a text of <see cref="SearchedText"/> has to contain, each of them. Empty when nothing was asked that could be found.
    /// </summary>
    public IReadOnlyList<string> Parts => [.. Runs.Select(run => run.IsAlphanumeric ? $" {run.Text}" : run.Text)];

    /// <summary>The query; a text of punctuation alone has no runs, and finds nothing.</summary>
    public static SearchQuery Of(string text) => new([.. SearchRun.In(text).Distinct()]);

    /// <summary>The tokens that what is found must have, and whether as a beginning only.</summary>
    /// <param name="mark">What the tokens of the asked text begin with in the index: see <see cref="SearchedText.MarkedTokens"/>.</param>
    public IEnumerable<(string Token, bool IsBeginning)> Tokens(string mark = "") =>
        Runs.SelectMany(run => run.QueryTokens()).Distinct().Take(MaxTokens).Select(token => (mark + token.Token, token.IsBeginning));
}
