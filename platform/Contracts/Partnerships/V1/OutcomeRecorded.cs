namespace Platform.Contracts.Partnerships.V1;

/// <summary>The outcome of an introduction. The event carries neither the parties' note nor contact details.</summary>
[EventType("partnerships.outcome-recorded")]
public sealed record OutcomeRecorded : IntroductionEvent
{
    /// <summary>met, memorandum, pilot, landed or ended.</summary>
    public required string Stage { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The time at which it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
