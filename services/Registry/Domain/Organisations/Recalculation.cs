using Platform.Domain;

namespace Platform.Registry.Domain.Organisations;

/// <summary>Recalculates status, light and tier of an organisation from its record and the date.</summary>
internal static class Recalculation
{
    public static Change<Organisation, OrganisationEvent> Recalculate(this Organisation given, Situation situation)
    {
        var (today, rules, history, before) = (situation.Today, situation.Rules, given.History, given.Assessment);
        var status = history.On(today) ?? OrganisationStatus.Registered;
        DateOnly?[] changes =
        [
            history.NextAfter(today),
            new DateOnly(today.Year + 1, 1, 1),
            rules.NextAfter(today),
            situation.Reminders.NextAfter(today),
        ];
        var after = new Assessment(
            status,
            DisclosureLight.On(today, history, situation.Reports.Select(report => report.Year).ToHashSet()),
            status == OrganisationStatus.Registered ? rules.On(today)?.Judge(Evidence(given, situation.Reports)) : null,
            today,
            rules.Fingerprint,
            changes.Min()!.Value
        );
        var mayRemind = after.Light != Light.Green && given.OwnerParty is not null && before.On != default;
        IEnumerable<OrganisationEvent?> events =
        [
            after.Light == before.Light ? null : new OrganisationEvent.LightChanged(),
            after.Tier == before.Tier ? null : new OrganisationEvent.TierChanged(),
            mayRemind && situation.Reminders.AnyIn(before.On, today) ? new OrganisationEvent.ReportDue(today.Year - 1) : null,
        ];
        return new(given with { Assessment = after }, [.. events.OfType<OrganisationEvent>()]);
    }

    private static Dictionary<TierMeasure, long> Evidence(Organisation given, IReadOnlyCollection<FiledReport> reports)
    {
        var latest = reports.MaxBy(report => report.Year);
        return new()
        {
            [TierMeasure.Reports] = reports.Count,
            [TierMeasure.PurchasesTwd] = given.Procurement.Social.AmountTwd,
            [TierMeasure.Buyers] = given.Procurement.Social.DistinctBuyers,
            [TierMeasure.Jobs] = latest?.Jobs ?? 0,
            [TierMeasure.Beneficiaries] = latest?.Beneficiaries ?? 0,
        };
    }
}
