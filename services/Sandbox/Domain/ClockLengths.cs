using System.ComponentModel.DataAnnotations;

namespace Platform.Sandbox.Domain;

/// <summary>
/// The lengths of all deadlines; configuration section <c>Sandbox:Clocks</c>. A length that is not configured has the default below.
/// </summary>
internal sealed record ClockLengths
{
    [Range(1, 250)]
    public int AcknowledgeBusinessDays { get; init; } = 3;

    [Range(1, 250)]
    public int ScreenBusinessDays { get; init; } = 5;

    [Range(1, 120)]
    public int QuestionMonths { get; init; } = 1;

    [Range(1, 250)]
    public int OpinionBusinessDays { get; init; } = 10;

    [Range(1, 3_650)]
    public int DecisionDays { get; init; } = 60;

    /// <summary>The longest term of a trial, including its extension.</summary>
    [Range(1, 1_200)]
    public int MaximumTrialMonths { get; init; } = 36;

    /// <summary>The most participants that a decision may permit.</summary>
    [Range(1, 10_000_000)]
    public int MaximumTrialParticipants { get; init; } = 10_000;

    [Range(1, 2_500)]
    public int MaximumExtensionBusinessDays { get; init; } = 120;

    /// <summary>The number of calendar days after a trial within which the rule is reviewed.</summary>
    [Range(1, 3_650)]
    public int TrialReviewDays { get; init; } = 90;

    /// <summary>
    /// How many business days before its due date a deadline is announced again; 0 means never. <see cref="Reminders"/> has precedence.
    /// </summary>
    [Range(0, 250)]
    public int ReminderBusinessDays { get; init; } = 5;

    /// <summary>The reminders of the kinds of deadline that differ from <see cref="ReminderBusinessDays"/>, in business days.</summary>
    public IReadOnlyDictionary<DeadlineKind, int> Reminders { get; init; } =
        new Dictionary<DeadlineKind, int>
        {
            [DeadlineKind.Acknowledge] = 1,
            [DeadlineKind.Screen] = 1,
            [DeadlineKind.Opinion] = 3,
        };

    /// <summary>
    /// The legal basis shown with each kind of deadline. A kind that is not configured has the general legal basis of periods.
    /// </summary>
    public IReadOnlyDictionary<DeadlineKind, string> LegalBases { get; init; } = new Dictionary<DeadlineKind, string>();

    public Period Of(DeadlineKind kind) =>
        kind switch
        {
            DeadlineKind.Acknowledge => Period.BusinessDays(AcknowledgeBusinessDays),
            DeadlineKind.Screen => Period.BusinessDays(ScreenBusinessDays),
            DeadlineKind.Question => Period.Months(QuestionMonths),
            DeadlineKind.Opinion => Period.BusinessDays(OpinionBusinessDays),
            DeadlineKind.Decision => Period.Days(DecisionDays),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of deadline has its own date."),
        };

    public int ReminderOf(DeadlineKind kind) => Reminders.TryGetValue(kind, out var businessDays) ? businessDays : ReminderBusinessDays;

    /// <summary>The time for an opinion in an identical case that cites a published precedent: half the usual time, rounded up.</summary>
    public Period FastLaneOpinion => Period.BusinessDays((OpinionBusinessDays + 1) / 2);

    public string LegalBasis(DeadlineKind kind) =>
        LegalBases.TryGetValue(kind, out var basis) ? basis
        : kind == DeadlineKind.Decision ? "行政程序法第48條、第51條"
        : "行政程序法第48條;法規調適作業時程(平臺設定)";
}
