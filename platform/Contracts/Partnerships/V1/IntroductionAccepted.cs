namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The side that was asked accepted: both sides may now read each other's contact details in the service. The event carries neither the
/// message nor contact details.
/// </summary>
[EventType("partnerships.introduction-accepted")]
public sealed record IntroductionAccepted : IntroductionEvent
{
    /// <summary>The day of the acceptance, in Taipei.</summary>
    public required DateOnly AcceptedOn { get; init; }
}
