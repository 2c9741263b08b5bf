using Platform.ServiceDefaults.Identifiers;

namespace Platform.Registry.Domain;

/// <summary>Text for searching: half-width, lower-case.</summary>
internal static class SearchText
{
    public static string Of(OrganisationFacts facts) => Normalise(string.Join(
        '\n', (string?[])[facts.Name.Zh, facts.Name.En, facts.Mission.Zh, facts.Mission.En, .. facts.Products]));

    public static string Normalise(string text) => text.Nfkc().ToLowerInvariant();
}
