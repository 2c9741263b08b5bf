using Platform.Contracts;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Domain.Imports;

/// <summary>The comparison of imported facts with the stored ones.</summary>
internal static class ImportedFacts
{
    /// <summary>
    /// Returns whether a row contains the same facts as the stored ones, as far as a row can express them. Surrounding spaces, empty
    /// texts and a missing contact are no difference (exports leave the contact out); products are separated by semicolons.
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

    /// <summary>Returns the facts after the row. A contact that the row leaves out stays.</summary>
    public static OrganisationFacts Merge(OrganisationFacts current, OrganisationFacts row) =>
        row.Contact is null ? row with { Contact = current.Contact } : row;

    private static bool Same(Bilingual left, Bilingual right) => Same(left.Zh, right.Zh) && Same(left.En, right.En);

    private static bool Same(string? left, string? right) => (left ?? "").AsSpan().Trim().SequenceEqual((right ?? "").AsSpan().Trim());

    private static IEnumerable<string> Products(OrganisationFacts facts) =>
        facts.Products.SelectMany(product => product.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
