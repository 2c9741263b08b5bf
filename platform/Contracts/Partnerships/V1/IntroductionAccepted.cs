namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The other side agreed: both may now read each other's contact details in the service. Neither the message nor contact details travel.
/// </summary>
[EventType("partnerships.introduction-accepted")]
public sealed record IntroductionAccepted
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The Taipei day of the acceptance.</summary>
    public required DateOnly AcceptedOn { get; init; }
}
