namespace Platform.Contracts.Partnerships.V1;

/// <summary>The other side said no; the pair is not proposed again. Neither the message nor contact details travel.</summary>
[EventType("partnerships.introduction-declined")]
public sealed record IntroductionDeclined
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The Taipei day of the answer.</summary>
    public required DateOnly DeclinedOn { get; init; }
}
