namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The side that was asked declined; the pair is not proposed again. The event carries neither the message nor contact details.
/// </summary>
[EventType("partnerships.introduction-declined")]
public sealed record IntroductionDeclined : IntroductionEvent
{
    /// <summary>The day of the answer, in Taipei.</summary>
    public required DateOnly DeclinedOn { get; init; }
}
