using Platform.Search;

namespace Platform.Registry.Domain.Organisations;

/// <summary>
/// The searchable text of an organisation: its name alone, and everything (name, mission, products), as runs separated by spaces.
/// </summary>
/// <param name="Tokens">The content of the database index, separated by spaces.</param>
internal sealed record SearchText(string Name, string All, string Tokens)
{
    /// <summary>The prefix of a token that belongs to the name.</summary>
    public const string OfName = "Ｎ";

    private const char OfCounty = 'Ｃ';
    private const char OfLegalForm = 'Ｆ';
    private const char OfStage = 'Ｓ';
    private const char OfGoal = 'Ｇ';

    public static SearchText Of(OrganisationFacts facts)
    {
        var name = SearchedText.Of(facts.Name.Zh, facts.Name.En);
        var all = name.With(SearchedText.Of([facts.Mission.Zh, facts.Mission.En, .. facts.Products]));
        return new(
            name.Text,
            all.Text,
            string.Join(
                ' ',
                [
                    .. name.MarkedTokens(OfName),
                    .. all.Tokens,
                    County(facts.County),
                    LegalForm(facts.LegalForm),
                    Stage(facts.Stage),
                    .. facts.Sdgs.Select(Goal),
                ]
            )
        );
    }

    /// <summary>
    /// Returns the token of a county. Other facts that seldom change have such tokens too, so that the index filters by all of them at
    /// once.
    /// </summary>
    public static string County(string county) => OfCounty + county;

    public static string LegalForm(LegalForm form) => $"{OfLegalForm}{form}";

    public static string Stage(Stage stage) => $"{OfStage}{stage}";

    public static string Goal(int sdg) => $"{OfGoal}{sdg}";
}
