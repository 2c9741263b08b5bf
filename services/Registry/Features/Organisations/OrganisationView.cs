using Platform.Contracts;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>An organisation's public record. Only its owner and registrars see the contact.</summary>
internal sealed record OrganisationView : IVersionedView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public string? Ubn { get; init; }

    public OtherIdentifier? OtherIdentifier { get; init; }

    public required LegalForm LegalForm { get; init; }

    public required Bilingual Name { get; init; }

    public required Bilingual Mission { get; init; }

    public string? CharterClause { get; init; }

    public required string County { get; init; }

    public required IReadOnlyList<int> Sdgs { get; init; }

    public required Stage Stage { get; init; }

    public required IReadOnlyList<string> Products { get; init; }

    public string? Website { get; init; }

    public DateOnly? FoundedOn { get; init; }

    public required OrganisationStatus Status { get; init; }

    public required IReadOnlyList<StatusPoint> StatusPoints { get; init; }

    public required Light Light { get; init; }

    public string? Tier { get; init; }

    /// <summary>The evidence behind the tier, and the criteria of the next tier.</summary>
    public TierVerdict? TierEvidence { get; init; }

    public required ProcurementView Procurement { get; init; }

    public Contact? Contact { get; init; }

    public static OrganisationView Of(OrganisationRow organisation, Caller caller) =>
        new()
        {
            Id = organisation.Id,
            Version = organisation.Version,
            Ubn = organisation.Ubn,
            OtherIdentifier = organisation.Facts.OtherIdentifier,
            LegalForm = organisation.LegalForm,
            Name = organisation.Facts.Name,
            Mission = organisation.Facts.Mission,
            CharterClause = organisation.Facts.CharterClause,
            County = organisation.County,
            Sdgs = organisation.Facts.Sdgs,
            Stage = organisation.Stage,
            Products = organisation.Facts.Products,
            Website = organisation.Facts.Website,
            FoundedOn = organisation.Facts.FoundedOn,
            Status = organisation.Status,
            StatusPoints = organisation.History.Points,
            Light = organisation.Light,
            Tier = organisation.Tier,
            TierEvidence = organisation.TierVerdict,
            Procurement = new(organisation.Procurement.Social, organisation.Procurement.Startup),
            Contact = caller.Has(Roles.Registrar) || caller.Owns(organisation.OwnerParty) ? organisation.Facts.Contact : null,
        };
}

/// <summary>Purchases from the organisation that a reviewer accepted, by series.</summary>
internal sealed record ProcurementView(SeriesTotals Social, SeriesTotals Startup);

internal static class ChangedOrganisation
{
    /// <summary>Returns the answer to a command: the organisation after it, or the refusal.</summary>
    public static Answer<OrganisationView> ToView(this Result<OrganisationRow> changed, Command command) =>
        changed.Map(organisation => OrganisationView.Of(organisation, command.Caller));
}
