using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Registry.Features.Organisations;

/// <summary>Brings status, light and tier of an organisation up to date with its record and the day, and publishes what changed by it.</summary>
internal sealed class Settlement(RegistryDbContext db, TierRules rules, ReportReminders reminders, TimeProvider clock)
{
    /// <summary>Call it after the change and before the save; its status points are loaded.</summary>
    public async Task SettleAsync(Organisation organisation, CancellationToken cancellationToken)
    {
        await db.Reports.Where(report => report.OrganisationId == organisation.Id).LoadAsync(cancellationToken);
        Settle(organisation, [.. db.Reports.Local.Where(report => report.OrganisationId == organisation.Id)]);
    }

    /// <summary>The same with the reports at hand.</summary>
    public void Settle(Organisation organisation, IReadOnlyCollection<Report> reports)
    {
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var (light, tier, settledOn) = (organisation.Light, organisation.Tier, organisation.SettledOn);
        organisation.Settle(today, reports, rules, reminders);
        var toOwner = Audience.Public.Telling(Audience.Party(organisation.OwnerParty));
        if (organisation.Light != light)
            db.Stage(organisation, new OrganisationLightChanged { Organisation = organisation.Snapshot() }, toOwner, now);
        if (organisation.Tier != tier)
            db.Stage(organisation, new OrganisationTierChanged { Organisation = organisation.Snapshot() }, toOwner, now);
        if (organisation.Light != Light.Green && organisation.OwnerParty is { } owner && settledOn != default && reminders.AnyIn(settledOn, today))
            db.Stage(
                organisation, new ReportDue { OrganisationId = organisation.Id, OwnerParty = owner, Year = today.Year - 1 },
                Correspondence.ToParty(owner), now);
    }
}
