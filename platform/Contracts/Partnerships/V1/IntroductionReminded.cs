namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The side that was asked has not answered, and soon no longer can. Published once. The event carries neither the message nor contact
/// details.
/// </summary>
[EventType("partnerships.introduction-reminded")]
public sealed record IntroductionReminded : IntroductionEvent
{
    /// <summary>The last day on which it can be answered, in Taipei.</summary>
    public required DateOnly ExpiresOn { get; init; }
}
