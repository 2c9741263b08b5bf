using Platform.Contracts.Registry.V1;
using Platform.Registry.Data;
using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Features.Organisations;

/// <summary>The snapshots of organisations and applications in events: public facts, never the contact.</summary>
internal static class Snapshots
{
    public static OrganisationSnapshot Snapshot(this Organisation organisation) =>
        new()
        {
            OrganisationId = organisation.Id,
            Ubn = organisation.Ubn,
            OtherIdentifier = Of(organisation.Facts.OtherIdentifier),
            Name = organisation.Facts.Name,
            OwnerParty = organisation.OwnerParty,
            LegalForm = organisation.LegalForm.ToCamelCase(),
            County = organisation.County,
            Sdgs = organisation.Facts.Sdgs,
            Stage = organisation.Stage.ToCamelCase(),
            StatusPoints =
            [
                .. organisation.History.Points.Select(point => new StatusPoint
                {
                    EffectiveOn = point.EffectiveOn,
                    Status = point.Status.ToCamelCase(),
                    RecordedAt = point.RecordedAt,
                    Reason = point.Reason,
                }),
            ],
            Light = organisation.Light.ToCamelCase(),
            Tier = organisation.Tier,
        };

    public static ApplicationSnapshot Snapshot(this Application application) =>
        new()
        {
            ApplicationId = application.Id,
            Ubn = application.Facts.Ubn,
            OtherIdentifier = Of(application.Facts.OtherIdentifier),
            Name = application.Facts.Name,
            OwnerParty = application.Party,
            LegalForm = application.Facts.LegalForm.ToCamelCase(),
            County = application.Facts.County,
            Sdgs = application.Facts.Sdgs,
            Stage = application.Facts.Stage.ToCamelCase(),
            Status = application.Status.ToCamelCase(),
        };

    private static OtherIdentifier? Of(Domain.Organisations.OtherIdentifier? identifier) =>
        identifier is null ? null : new() { Register = identifier.Register, Value = identifier.Value };
}
