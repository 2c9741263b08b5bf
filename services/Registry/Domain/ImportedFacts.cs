using Platform.Contracts;

namespace Platform.Registry.Domain;

/// <summary>What an import compares with what is known.</summary>
internal static class ImportedFacts
{
    /// <summary>
    /// Whether a row says what is known already, as far as a row can say it: surrounding spaces and empty texts are no difference, nor is
    /// a contact that is left out, because exports leave it out; products are separated by semicolons.
    /// </summary>
    public static bool AreEquivalent(OrganisationFacts current, OrganisationFacts row) =>
        current.IdentifierKey == row.IdentifierKey
        && current.OtherIdentifier == row.OtherIdentifier
        && current.LegalForm == row.LegalForm
        && current.Stage == row.Stage
        && current.County == row.County
        && current.FoundedOn == row.FoundedOn
        && Same(current.Name, row.Name)
        && Same(current.Mission, row.Mission)
        && Same(current.CharterClause, row.CharterClause)
        && Same(current.Website, row.Website)
        && current.Sdgs.SequenceEqual(row.Sdgs)
        && Products(current).SequenceEqual(Products(row))
        && (row.Contact is null || row.Contact == current.Contact);

    /// <summary>What is known after the row: a contact that it leaves out stays.</summary>
    public static OrganisationFacts Merge(OrganisationFacts current, OrganisationFacts row) =>
        row.Contact is null ? row with { Contact = current.Contact } : row;

    private static bool Same(Bilingual left, Bilingual right) => Same(left.Zh, right.Zh) && Same(left.En, right.En);

    private static bool Same(string? left, string? right) => (left ?? "").AsSpan().Trim().SequenceEqual((right ?? "").AsSpan().Trim());

    private static IEnumerable<string> Products(OrganisationFacts facts) =>
        facts.Products.SelectMany(product => product.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
