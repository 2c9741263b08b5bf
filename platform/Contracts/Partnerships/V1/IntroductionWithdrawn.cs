namespace Platform.Contracts.Partnerships.V1;

/// <summary>The side that asked withdrew its request. The event carries neither the message nor contact details.</summary>
[EventType("partnerships.introduction-withdrawn")]
public sealed record IntroductionWithdrawn : IntroductionEvent
{
    /// <summary>The day, in Taipei.</summary>
    public required DateOnly WithdrawnOn { get; init; }
}
