namespace Platform.Contracts.Partnerships.V1;

/// <summary>One profile asked to be introduced to another. The event carries neither the message nor contact details.</summary>
[EventType("partnerships.introduction-requested")]
public sealed record IntroductionRequested
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The day of the request, in Taipei.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last day on which it can be accepted, in Taipei.</summary>
    public required DateOnly ExpiresOn { get; init; }
}
