namespace Platform.Contracts.Partnerships.V1;

/// <summary>What became of an introduction. The parties' note and contact details do not travel.</summary>
[EventType("partnerships.outcome-recorded")]
public sealed record OutcomeRecorded
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>met, memorandum, pilot, landed or ended.</summary>
    public required string Stage { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
