using System.Text.Json.Serialization;
using Platform.Web.Http;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>A promise of one side with a due date.</summary>
internal sealed record Commitment(Guid Id, Guid By, string Text, DateOnly DueOn, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<CommitmentReport> Reports { get; init; } = [];

    [JsonPropertyName("isKept")]
    public bool IsFulfilled => Reports.Any(report => report.Fulfilled);
}

/// <summary>A report on the progress of a commitment. With <paramref name="Fulfilled"/>, the commitment is fulfilled.</summary>
internal sealed record CommitmentReport(
    DateOnly On,
    string Note,
    [property: JsonPropertyName("kept")] bool Fulfilled,
    IReadOnlyList<DocumentReference> Evidence,
    DateTimeOffset RecordedAt
);

/// <summary>The follow-up light of a partnership, by the time since the last contact.</summary>
internal enum FollowUpLight
{
    Green,
    Yellow,
    Red,
}

/// <summary>The configured limits of the follow-up light, in whole months after the last contact.</summary>
internal sealed record SilenceRules(int YellowMonths, int RedMonths)
{
    public DateOnly YellowFrom(DateOnly lastContactOn) => lastContactOn.AddMonths(YellowMonths).AddDays(1);

    public DateOnly RedFrom(DateOnly lastContactOn) => lastContactOn.AddMonths(RedMonths).AddDays(1);

    public FollowUpLight LightOn(DateOnly lastContactOn, DateOnly today) =>
        today >= RedFrom(lastContactOn) ? FollowUpLight.Red
        : today >= YellowFrom(lastContactOn) ? FollowUpLight.Yellow
        : FollowUpLight.Green;
}

/// <summary>The plan's target for foreign organisations. The plan names no period and no stage, so both are configured.</summary>
/// <param name="ForeignOrganisations">The number of foreign organisations.</param>
/// <param name="Stage">The first stage that counts as reached; later ones count too.</param>
/// <param name="From">The first Taipei day of the period.</param>
/// <param name="Until">The last Taipei day of the period.</param>
internal sealed record OutcomeTarget(int ForeignOrganisations, OutcomeStage Stage, DateOnly From, DateOnly Until);
