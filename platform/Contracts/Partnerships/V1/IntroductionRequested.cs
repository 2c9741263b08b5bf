namespace Platform.Contracts.Partnerships.V1;

/// <summary>One profile asked to be introduced to another. The event carries neither the message nor contact details.</summary>
[EventType("partnerships.introduction-requested")]
public sealed record IntroductionRequested : IntroductionEvent
{
    /// <summary>The day of the request, in Taipei.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last day on which it can be accepted, in Taipei.</summary>
    public required DateOnly ExpiresOn { get; init; }
}
