using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Applications;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Registry.Features.Organisations;

/// <summary>Recalculates status, light and tier of an organisation from its record and the date, and publishes the changes.</summary>
internal sealed class Recalculation(RegistryDbContext db, TierRules rules, ReportReminders reminders, TimeProvider clock)
{
    /// <summary>Recalculates an organisation whose status points are loaded. Call it after the change and before the save.</summary>
    public async Task RecalculateAsync(Organisation organisation, CancellationToken cancellationToken)
    {
        await db.Reports.Where(report => report.OrganisationId == organisation.Id).LoadAsync(cancellationToken);
        Recalculate(organisation, [.. db.Reports.Local.Where(report => report.OrganisationId == organisation.Id)]);
    }

    /// <summary>Recalculates an organisation with its reports already loaded.</summary>
    public void Recalculate(Organisation organisation, IReadOnlyCollection<Report> reports)
    {
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var (light, tier, recalculatedOn) = (organisation.Light, organisation.Tier, organisation.RecalculatedOn);
        organisation.Recalculate(today, reports, rules, reminders);
        var toOwner = Audience.Public.Notifying(Audience.Party(organisation.OwnerParty));
        if (organisation.Light != light)
        {
            db.Publish(organisation, new OrganisationLightChanged { Organisation = organisation.Snapshot() }, toOwner, now);
        }

        if (organisation.Tier != tier)
        {
            db.Publish(organisation, new OrganisationTierChanged { Organisation = organisation.Snapshot() }, toOwner, now);
        }

        if (
            organisation.Light != Light.Green
            && organisation.OwnerParty is { } owner
            && recalculatedOn != default
            && reminders.AnyIn(recalculatedOn, today)
        )
        {
            db.Publish(
                organisation,
                new ReportDue
                {
                    OrganisationId = organisation.Id,
                    OwnerParty = owner,
                    Year = today.Year - 1,
                },
                Correspondence.ToParty(owner),
                now
            );
        }
    }
}
