namespace Platform.Contracts.Partnerships.V1;

/// <summary>Nobody answered in time. Neither the message nor contact details travel.</summary>
[EventType("partnerships.introduction-expired")]
public sealed record IntroductionExpired
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The first Taipei day on which it could no longer be accepted.</summary>
    public required DateOnly ExpiredOn { get; init; }
}
