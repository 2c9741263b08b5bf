namespace Platform.Contracts.Partnerships.V1;

/// <summary>The side that asked withdrew its request. The event carries neither the message nor contact details.</summary>
[EventType("partnerships.introduction-withdrawn")]
public sealed record IntroductionWithdrawn
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The day, in Taipei.</summary>
    public required DateOnly WithdrawnOn { get; init; }
}
