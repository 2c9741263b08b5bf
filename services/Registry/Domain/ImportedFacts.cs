using Platform.Contracts;

namespace Platform.Registry.Domain;

/// <summary>What an import compares with what is known.</summary>
internal static class ImportedFacts
{
    /// <summary>
    /// Whether a row says what is known already, as far as a row can say it: surrounding spaces and empty texts are no difference, nor is a contact that is left
    /// out, because exports leave it out; products are separated by semicolons.
    /// </summary>
    public static bool SayTheSame(OrganisationFacts known, OrganisationFacts row) =>
        known.IdentifierKey == row.IdentifierKey
        && known.OtherIdentifier == row.OtherIdentifier
        && known.LegalForm == row.LegalForm
        && known.Stage == row.Stage
        && known.County == row.County
        && known.FoundedOn == row.FoundedOn
        && Same(known.Name, row.Name)
        && Same(known.Mission, row.Mission)
        && Same(known.CharterClause, row.CharterClause)
        && Same(known.Website, row.Website)
        && known.Sdgs.SequenceEqual(row.Sdgs)
        && Products(known).SequenceEqual(Products(row))
        && (row.Contact is null || row.Contact == known.Contact);

    /// <summary>What is known after the row: a contact that it leaves out stays.</summary>
    public static OrganisationFacts Merge(OrganisationFacts known, OrganisationFacts row) => row.Contact is null ? row with { Contact = known.Contact } : row;

    private static bool Same(Bilingual left, Bilingual right) => Same(left.Zh, right.Zh) && Same(left.En, right.En);

    private static bool Same(string? left, string? right) => (left ?? "").AsSpan().Trim().SequenceEqual((right ?? "").AsSpan().Trim());

    private static IEnumerable<string> Products(OrganisationFacts facts) =>
        facts.Products.SelectMany(product => product.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
