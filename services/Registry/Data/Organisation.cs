using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Registry.Domain;

namespace Platform.Registry.Data;

internal sealed class Organisation : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary>The party that it belongs to; nobody's when imported and not yet claimed.</summary>
    public string? OwnerParty { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while registered or suspended: a unique index keeps a second one out.</summary>
    public string? LiveIdentifier { get; set; }

    /// <summary>For look-ups; what the owner may not change after registration.</summary>
    public string? Ubn { get; init; }

    public List<OrganisationStatusPoint> StatusPoints { get; init; } = [];

    /// <summary>The status today, for filters: follows the points when they take effect.</summary>
    public OrganisationStatus Status { get; set; }

    public Light Light { get; set; }

    public string? Tier { get; set; }

    /// <summary>Why it has this tier; none before the first rules.</summary>
    public TierVerdict? TierVerdict { get; set; }

    /// <summary>The day up to which status, light and tier have been settled, and by which tier rules.</summary>
    [Column("SettledOn")]
    public DateOnly RecalculatedOn { get; set; }

    [Column("SettledBy")]
    public string RecalculatedByRules { get; set; } = "";

    /// <summary>The day on which one of them may change by the mere passing of time.</summary>
    public DateOnly DueOn { get; set; }

    public LegalForm LegalForm { get; set; }

    public Stage Stage { get; set; }

    public string County { get; set; } = "";

    /// <summary>Bit n − 1 is set for Sustainable Development Goal n.</summary>
    public int SdgMask { get; set; }

    /// <summary>Accepted purchases, from the events of rewards.</summary>
    public Procurement Procurement { get; set; } = Procurement.None;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The import that brought it: of a million rows none needs a line of history of its own.</summary>
    public Guid? ImportId { get; init; }

    public StatusHistory History => new(StatusPoints.Select(point => point.ToDomain()));

    public void Disclose(OrganisationFacts facts)
    {
        Facts = facts;
        LegalForm = facts.LegalForm;
        Stage = facts.Stage;
        County = facts.County;
        SdgMask = facts.Sdgs.Aggregate(0, (mask, sdg) => mask | BitOf(sdg));
    }

    /// <summary>What follows from the record on a day, and the day on which to look again.</summary>
    public void Recalculate(DateOnly today, IReadOnlyCollection<Report> reports, TierRules rules, ReportReminders reminders)
    {
        var history = History;
        Status = history.On(today) ?? OrganisationStatus.Registered;
        if (!StatusHistory.MayUpdate(Status))
        {
            LiveIdentifier = null;
        }

        Light = DisclosureLight.On(today, history, reports.Select(report => report.Year).ToHashSet());
        TierVerdict = Status == OrganisationStatus.Registered ? rules.On(today)?.Judge(Evidence(reports)) : null;
        Tier = TierVerdict?.Tier;
        (RecalculatedOn, RecalculatedByRules) = (today, rules.Fingerprint);
        DueOn = new DateOnly?[]
        {
            history.NextAfter(today),
            new DateOnly(today.Year + 1, 1, 1),
            rules.NextAfter(today),
            reminders.NextAfter(today),
        }
            .Min()!
            .Value;
    }

    private Dictionary<TierMeasure, long> Evidence(IReadOnlyCollection<Report> reports)
    {
        var latest = reports.MaxBy(report => report.Year);
        return new()
        {
            [TierMeasure.Reports] = reports.Count,
            [TierMeasure.PurchasesTwd] = Procurement.Social.AmountTwd,
            [TierMeasure.Buyers] = Procurement.Social.DistinctBuyers,
            [TierMeasure.Jobs] = latest?.Jobs ?? 0,
            [TierMeasure.Beneficiaries] = latest?.Beneficiaries ?? 0,
        };
    }

    public static int BitOf(int sdg) => 1 << (sdg - 1);
}
