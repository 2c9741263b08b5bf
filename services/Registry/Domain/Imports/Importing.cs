using Platform.Contracts;
using Platform.Domain;
using Platform.Registry.Domain.Organisations;
using Changed = Platform.Domain.Change<
    Platform.Registry.Domain.Organisations.Organisation,
    Platform.Registry.Domain.Organisations.OrganisationEvent
>;

namespace Platform.Registry.Domain.Imports;

/// <summary>The comparison of an imported row with what is stored.</summary>
internal static class Importing
{
    /// <summary>
    /// Returns the organisation after the row, without an event when the row changes nothing. An organisation that has an owner, or whose
    /// registration has ended, is not changed.
    /// </summary>
    public static Result<Changed> Import(this Organisation given, OrganisationFacts row, DateOnly? registeredFrom, Situation situation)
    {
        var isEquivalent = AreEquivalent(given.Facts, row);
        if (!OrganisationLifecycle.IsLive(given.Assessment.Status))
        {
            return isEquivalent ? new Changed(given) : RegistryErrors.OrganisationState(given.Assessment.Status, []);
        }

        var (first, later) = (given.History.Points[0], given.History.Points.Skip(1));
        var moved = registeredFrom == first.EffectiveOn ? null : registeredFrom;
        if (isEquivalent && moved is null)
        {
            return new Changed(given);
        }

        if (given.OwnerParty is not null)
        {
            return RegistryErrors.ImportOwned;
        }

        if (later.FirstOrDefault() is { EffectiveOn: var next } && moved >= next)
        {
            return RegistryErrors.ImportRegisteredFrom(next);
        }

        var merged = Merge(given.Facts, row);
        var fields = FieldChange.Between(given.Facts, merged);
        var updated = given with { Facts = merged };
        if (moved is { } from)
        {
            fields = [.. fields, FieldChange.OfDate("registeredFrom", first.EffectiveOn, from)];
            updated = updated with { History = new([first with { EffectiveOn = from, RecordedAt = situation.Now }, .. later]) };
        }

        return updated.Recalculate(situation) with
        {
            Events = [new OrganisationEvent.Updated(fields)],
        };
    }

    /// <summary>
    /// Returns whether a row contains the same facts as the stored ones, as far as a row can express them. Surrounding spaces, empty
    /// texts and a missing contact are no difference (exports leave the contact out); products are separated by semicolons.
    /// </summary>
    private static bool AreEquivalent(OrganisationFacts current, OrganisationFacts row) =>
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
    private static OrganisationFacts Merge(OrganisationFacts current, OrganisationFacts row) =>
        row.Contact is null ? row with { Contact = current.Contact } : row;

    private static bool Same(Bilingual left, Bilingual right) => Same(left.Zh, right.Zh) && Same(left.En, right.En);

    private static bool Same(string? left, string? right) => (left ?? "").AsSpan().Trim().SequenceEqual((right ?? "").AsSpan().Trim());

    private static IEnumerable<string> Products(OrganisationFacts facts) =>
        facts.Products.SelectMany(product => product.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
