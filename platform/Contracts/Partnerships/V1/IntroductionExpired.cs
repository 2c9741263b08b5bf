namespace Platform.Contracts.Partnerships.V1;

/// <summary>The side that was asked did not answer in time. The event carries neither the message nor contact details.</summary>
[EventType("partnerships.introduction-expired")]
public sealed record IntroductionExpired : IntroductionEvent
{
    /// <summary>The first day on which it could no longer be accepted, in Taipei.</summary>
    public required DateOnly ExpiredOn { get; init; }
}
