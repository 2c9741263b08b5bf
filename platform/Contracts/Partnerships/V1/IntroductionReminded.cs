namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The side that was asked has not answered and soon no longer can. Said once. Neither the message nor contact details travel.
/// </summary>
[EventType("partnerships.introduction-reminded")]
public sealed record IntroductionReminded
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The last Taipei day on which it can be answered.</summary>
    public required DateOnly ExpiresOn { get; init; }
}
