using Platform.Contracts.Registry.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Applications;
using Platform.Web.Identity;
using static Platform.Registry.Domain.Organisations.OrganisationCommand;
using OrganisationEvent = Platform.Registry.Domain.Organisations.OrganisationEvent;

namespace Platform.Registry.Features.Organisations;

/// <summary>What the history shows and what is published of the events of an organisation.</summary>
internal static class OrganisationEvents
{
    /// <summary>Returns the line of the history; <see langword="null"/> for what follows from other lines.</summary>
    public static HistoryLine? ToHistory(this OrganisationEvent happened) =>
        happened switch
        {
            OrganisationEvent.Registered => new(Roles.Registrar, "registered"),
            OrganisationEvent.Updated(var fields) => new(Roles.Organisation, "updated", null, fields),
            OrganisationEvent.StatusChanged(var command, var before, var point) => new(
                command == Withdraw ? Roles.Organisation : Roles.Registrar,
                command.ToCamelCase(),
                point.Reason,
                new("status", before.ToCamelCase(), point.Status.ToCamelCase()),
                FieldChange.OfDate("effectiveOn", null, point.EffectiveOn)
            ),
            OrganisationEvent.OwnerChanged => new(Roles.Registrar, "claimed"),
            OrganisationEvent.ReportFiled => new(Roles.Organisation, "report-filed"),
            _ => null,
        };

    /// <summary>Returns the event to publish and its audience.</summary>
    public static (object Contract, Audience Audience) ToContract(this OrganisationEvent happened, Organisation organisation)
    {
        var toOwner = Audience.Public.Notifying(Audience.Party(organisation.OwnerParty));
        return happened switch
        {
            OrganisationEvent.ReportFiled({ } report) => (
                new ReportFiled
                {
                    OrganisationId = organisation.Id,
                    Year = report.Year,
                    Beneficiaries = report.Beneficiaries,
                    Jobs = report.Jobs,
                },
                Audience.Public
            ),
            OrganisationEvent.ReportDue(var year) => (
                new ReportDue
                {
                    OrganisationId = organisation.Id,
                    OwnerParty = organisation.OwnerParty!,
                    Year = year,
                },
                Correspondence.ToParty(organisation.OwnerParty!)
            ),
            OrganisationEvent.Updated => (new OrganisationUpdated { Organisation = organisation.Snapshot() }, Audience.Public),
            _ => (WithSnapshot(happened, organisation.Snapshot()), toOwner),
        };
    }

    /// <summary>Returns the snapshot of an organisation: public facts, never the contact.</summary>
    public static OrganisationSnapshot Snapshot(this Organisation organisation) =>
        new()
        {
            OrganisationId = organisation.Id,
            Ubn = organisation.Facts.Ubn,
            OtherIdentifier = organisation.Facts.OtherIdentifier.ToContract(),
            Name = organisation.Facts.Name,
            OwnerParty = organisation.OwnerParty,
            LegalForm = organisation.Facts.LegalForm.ToCamelCase(),
            County = organisation.Facts.County,
            Sdgs = organisation.Facts.Sdgs,
            Stage = organisation.Facts.Stage.ToCamelCase(),
            StatusPoints =
            [
                .. organisation.History.Points.Select(point => new Contracts.Registry.V1.StatusPoint
                {
                    EffectiveOn = point.EffectiveOn,
                    Status = point.Status.ToCamelCase(),
                    RecordedAt = point.RecordedAt,
                    Reason = point.Reason,
                }),
            ],
            Light = organisation.Assessment.Light.ToCamelCase(),
            Tier = organisation.Assessment.Tier,
        };

    public static Contracts.Registry.V1.OtherIdentifier? ToContract(this Domain.Organisations.OtherIdentifier? identifier) =>
        identifier is null ? null : new() { Register = identifier.Register, Value = identifier.Value };

    private static object WithSnapshot(OrganisationEvent happened, OrganisationSnapshot snapshot) =>
        happened switch
        {
            OrganisationEvent.Registered => new OrganisationRegistered { Organisation = snapshot },
            OrganisationEvent.OwnerChanged => new OrganisationOwnerChanged { Organisation = snapshot },
            OrganisationEvent.LightChanged => new OrganisationLightChanged { Organisation = snapshot },
            OrganisationEvent.TierChanged => new OrganisationTierChanged { Organisation = snapshot },
            OrganisationEvent.StatusChanged { Command: Suspend } => new OrganisationSuspended { Organisation = snapshot },
            OrganisationEvent.StatusChanged { Command: Delist } => new OrganisationDelisted { Organisation = snapshot },
            OrganisationEvent.StatusChanged { Command: Withdraw } => new OrganisationWithdrawn { Organisation = snapshot },
            OrganisationEvent.Reinstated or OrganisationEvent.StatusChanged { Command: Reinstate } => new OrganisationReinstated
            {
                Organisation = snapshot,
            },
            _ => throw new InvalidOperationException($"{happened} has no contract."),
        };
}
