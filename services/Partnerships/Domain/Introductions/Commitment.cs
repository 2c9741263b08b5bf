using System.Text.Json.Serialization;
using Platform.ServiceDefaults.Documents;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>What one side promises by a date.</summary>
internal sealed record Commitment(Guid Id, Guid By, string Text, DateOnly DueOn, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<CommitmentReport> Reports { get; init; } = [];

    [JsonPropertyName("isKept")]
    public bool IsFulfilled => Reports.Any(report => report.Fulfilled);
}

/// <summary>How a commitment goes; with <paramref name="Fulfilled"/>, that it is done.</summary>
internal sealed record CommitmentReport(
    DateOnly On,
    string Note,
    [property: JsonPropertyName("kept")] bool Fulfilled,
    IReadOnlyList<DocumentReference> Evidence,
    DateTimeOffset RecordedAt
);

/// <summary>Whether anything is heard of a partnership that is followed.</summary>
internal enum FollowUpLight
{
    Green,
    Yellow,
    Red,
}

/// <summary>Yearly silence (configured): whole months after the day on which the two were heard of last.</summary>
internal sealed record SilenceRules(int YellowMonths, int RedMonths)
{
    public DateOnly YellowFrom(DateOnly lastContactOn) => lastContactOn.AddMonths(YellowMonths).AddDays(1);

    public DateOnly RedFrom(DateOnly lastContactOn) => lastContactOn.AddMonths(RedMonths).AddDays(1);

    public FollowUpLight LightOn(DateOnly lastContactOn, DateOnly today) =>
        today >= RedFrom(lastContactOn) ? FollowUpLight.Red
        : today >= YellowFrom(lastContactOn) ? FollowUpLight.Yellow
        : FollowUpLight.Green;
}

/// <summary>The plan's target of foreign organisations; it names neither period nor stage, so both are configured.</summary>
/// <param name="ForeignOrganisations">How many.</param>
/// <param name="Stage">What counts as reached: this stage or a later one.</param>
/// <param name="From">First Taipei day.</param>
/// <param name="Until">Last Taipei day.</param>
internal sealed record OutcomeTarget(int ForeignOrganisations, OutcomeStage Stage, DateOnly From, DateOnly Until);
