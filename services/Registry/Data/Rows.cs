using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Documents;

namespace Platform.Registry.Data;

internal sealed class Application : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public required ApplicationStatus Status { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while the application is live: a unique index keeps a second one out.</summary>
    public string? LiveIdentifier { get; set; }

    public string? Assignee { get; set; }

    public IReadOnlyList<Note> Notes { get; set; } = [];

    public string? Reason { get; set; }

    public Guid? OrganisationId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }
}

internal sealed record Note(DateTimeOffset At, string By, string Text);

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

/// <summary>Running totals of accepted purchases; the two series are never added up.</summary>
/// <param name="Version">The version of the totals: older ones that arrive later are ignored.</param>
internal sealed record Procurement(long Version, SeriesTotals Social, SeriesTotals Startup)
{
    public static Procurement None { get; } = new(0, new(0, 0, 0), new(0, 0, 0));
}

internal sealed record SeriesTotals(long AmountTwd, int Purchases, int DistinctBuyers);

internal sealed class OrganisationStatusPoint
{
    public Guid OrganisationId { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required OrganisationStatus Status { get; set; }

    public required DateTimeOffset RecordedAt { get; set; }

    public string? Reason { get; set; }

    public StatusPoint ToDomain() => new(EffectiveOn, Status, RecordedAt, Reason);
}

/// <summary>One thing that happened to an application or organisation: who, role, when, what, why.</summary>
internal sealed class Change : IAppendOnly
{
    /// <summary>Who works an application, which only registrars see.</summary>
    public const string Assigned = "assigned";

    public required Guid Id { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ByRole { get; init; }

    public required string By { get; init; }

    public required string What { get; init; }

    public string? Reason { get; init; }

    /// <summary>What was changed in what the organisation discloses.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

internal sealed class Report
{
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public required int Year { get; init; }

    public required string Summary { get; init; }

    public long? Beneficiaries { get; init; }

    public long? Jobs { get; init; }

    public required IReadOnlyList<DocumentReference> Documents { get; init; }

    public required DateTimeOffset FiledAt { get; init; }
}
