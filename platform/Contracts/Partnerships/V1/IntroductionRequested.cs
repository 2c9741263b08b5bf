namespace Platform.Contracts.Partnerships.V1;

/// <summary>One profile asked to be introduced to another. Neither the message nor contact details travel.</summary>
[EventType("partnerships.introduction-requested")]
public sealed record IntroductionRequested
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The Taipei day of the request.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last Taipei day on which it can be accepted.</summary>
    public required DateOnly ExpiresOn { get; init; }
}
