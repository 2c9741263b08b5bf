namespace Platform.Sandbox.Domain;

/// <summary>
/// The lengths of all clocks; configuration section <c>Sandbox:Clocks</c>. What is not configured has the default of the field.
/// </summary>
internal sealed record ClockLengths
{
    public int AcknowledgeBusinessDays { get; init; } = 3;

    public int ScreenBusinessDays { get; init; } = 5;

    public int QuestionMonths { get; init; } = 1;

    public int OpinionBusinessDays { get; init; } = 10;

    public int DecisionDays { get; init; } = 60;

    /// <summary>Of a trial with its extension.</summary>
    public int MaximumTrialMonths { get; init; } = 36;

    /// <summary>The most participants that a decision may permit.</summary>
    public int MaximumTrialParticipants { get; init; } = 10_000;

    public int MaximumExtensionBusinessDays { get; init; } = 120;

    /// <summary>After a trial the rule is reviewed within this many calendar days.</summary>
    public int TrialReviewDays { get; init; } = 90;

    /// <summary>
    /// So many business days before its date a deadline is reminded of; 0 is never. <see cref="Reminders"/> goes before it.
    /// </summary>
    public int ReminderBusinessDays { get; init; } = 5;

    /// <summary>The kinds of deadline that are reminded of at another time than the others.</summary>
    public IReadOnlyDictionary<DeadlineKind, int> Reminders { get; init; } =
        new Dictionary<DeadlineKind, int>
        {
            [DeadlineKind.Acknowledge] = 1,
            [DeadlineKind.Screen] = 1,
            [DeadlineKind.Opinion] = 3,
        };

    /// <summary>The legal basis shown with each kind of deadline; the general acts on periods where none is configured.</summary>
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

    /// <summary>An identical case that cites a published precedent: half the authority's time, rounded up.</summary>
    public Period FastLaneOpinion => Period.BusinessDays((OpinionBusinessDays + 1) / 2);

    public string LegalBasis(DeadlineKind kind) =>
        LegalBases.TryGetValue(kind, out var basis) ? basis
        : kind == DeadlineKind.Decision ? "行政程序法第48條、第51條"
        : "行政程序法第48條;法規調適作業時程(平臺設定)";
}
