namespace Platform.Registry.Domain;

/// <summary>What of an organisation is searched: its name apart, and everything (name, mission, products), as runs between spaces.</summary>
/// <param name="Tokens">What the index of the database holds, between spaces.</param>
internal sealed record SearchText(string Name, string All, string Tokens)
{
    // Full-width letters never occur in a text in normal form KC, so they mark what is no token of the whole text.
    private const char OfName = 'Ｎ';
    private const char OfCounty = 'Ｃ';
    private const char OfLegalForm = 'Ｆ';
    private const char OfStage = 'Ｓ';
    private const char OfGoal = 'Ｇ';

    public static SearchText Of(OrganisationFacts facts)
    {
        string?[] names = [facts.Name.Zh, facts.Name.En];
        var ofName = names.Select(SearchRun.In).ToArray();
        var ofRest = new[] { facts.Mission.Zh, facts.Mission.En }.Concat(facts.Products).Select(SearchRun.In).ToArray();
        var inName = ofName.SelectMany(runs => runs).SelectMany(run => run.Tokens()).ToHashSet();
        var inAll = ofRest.SelectMany(runs => runs).SelectMany(run => run.Tokens()).ToHashSet();
        inAll.UnionWith(inName);
        return new(Join(ofName), Join([.. ofName, .. ofRest]), string.Join(' ',
        [
            .. inName.Select(token => OfName + token),
            .. inAll,
            County(facts.County),
            LegalForm(facts.LegalForm),
            Stage(facts.Stage),
            .. facts.Sdgs.Select(Goal),
        ]));
    }

    /// <summary>The token of a run's token where it stands in a name.</summary>
    public static string InName(string token) => OfName + token;

    /// <summary>The token of a county; those of the other facts that seldom change are like it, so that the index narrows by all of them at once.</summary>
    public static string County(string county) => OfCounty + county;

    public static string LegalForm(LegalForm form) => $"{OfLegalForm}{form}";

    public static string Stage(Stage stage) => $"{OfStage}{stage}";

    public static string Goal(int sdg) => $"{OfGoal}{sdg}";

    // Every run stands between spaces: a word is found by a space and its beginning. A line for each text, so that nothing is found across two.
    private static string Join(List<SearchRun>[] texts) =>
        string.Join('\n', texts.Where(runs => runs.Count > 0).Select(runs => $" {string.Join(' ', runs.Select(run => run.Text))} "));
}
