namespace Platform.Registry.Domain;

/// <summary>What somebody searches for: every run of it has to be found. Characters anywhere, a word by its beginning.</summary>
internal sealed class SearchQuery
{
    /// <summary>More is refused, in characters.</summary>
    public const int Longest = 200;

    // A pair narrows, more of them narrow little further: what was found is compared with the texts anyway.
    private const int MostTokens = 12;

    private SearchQuery(IReadOnlyList<SearchRun> runs) => Runs = runs;

    private IReadOnlyList<SearchRun> Runs { get; }

    /// <summary>What a text of <see cref="SearchText"/> has to contain, each of them. Empty when nothing was asked that could be found.</summary>
    public IReadOnlyList<string> Parts => [.. Runs.Select(run => run.IsWord ? $" {run.Text}" : run.Text)];

    /// <summary>The query; a text of punctuation alone has no runs, and finds nothing.</summary>
    public static SearchQuery Of(string text) => new([.. SearchRun.In(text).Distinct()]);

    /// <summary>The tokens that what is found must have, and whether as a beginning only.</summary>
    public IEnumerable<(string Token, bool IsBeginning)> Tokens(bool inName) => Runs
        .SelectMany(run => run.IsWord
            ? [(SearchRun.Indexed(run.Text), true)]
            : run.IsSingle ? [(run.Text, true)] : Pairs(run))
        .Distinct().Take(MostTokens).Select(token => inName ? (SearchText.InName(token.Item1), token.Item2) : token);

    // The last token of a run is its last character alone: in a longer text that character goes on.
    private static IEnumerable<(string, bool)> Pairs(SearchRun run) => run.Tokens().SkipLast(1).Select(pair => (pair, false));
}
