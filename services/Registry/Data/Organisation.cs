using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

internal sealed class Organisation : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary>The party that owns it; <see langword="null"/> when it was imported and not yet claimed.</summary>
    public string? OwnerParty { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while registered or suspended. A unique index prevents a second live organisation.</summary>
    public string? LiveIdentifier { get; set; }

    /// <summary>For look-ups. The owner may not change it after registration.</summary>
    public string? Ubn { get; init; }

    public List<OrganisationStatusPoint> StatusPoints { get; init; } = [];

    /// <summary>The status today, for filters. It follows the status points when they take effect.</summary>
    public OrganisationStatus Status { get; set; }

    public Light Light { get; set; }

    public string? Tier { get; set; }

    /// <summary>Why it has this tier; <see langword="null"/> before the first rules and while it is not registered.</summary>
    public TierVerdict? TierVerdict { get; set; }

    /// <summary>The day for which status, light and tier were last recalculated.</summary>
    [Column("SettledOn")]
    public DateOnly RecalculatedOn { get; set; }

    [Column("SettledBy")]
    public string RecalculatedByRules { get; set; } = "";

    /// <summary>The day on which status, light or tier may change merely because time passes.</summary>
    public DateOnly DueOn { get; set; }

    public LegalForm LegalForm { get; set; }

    public Stage Stage { get; set; }

    public string County { get; set; } = "";

    /// <summary>The goals as a mask: bit n − 1 is set for Sustainable Development Goal n.</summary>
    public int SdgMask { get; set; }

    /// <summary>Accepted purchases, from the events of Rewards.</summary>
    public Procurement Procurement { get; set; } = Procurement.None;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The import that added it. This replaces a history row for each of up to a million imported organisations.</summary>
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

    /// <summary>Recalculates what follows from the record on a day, and the day of the next recalculation.</summary>
    public void Recalculate(DateOnly today, IReadOnlyCollection<Report> reports, TierRules rules, ReportReminders reminders)
    {
        var history = History;
        Status = history.On(today) ?? OrganisationStatus.Registered;
        if (!OrganisationLifecycle.IsLive(Status))
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
