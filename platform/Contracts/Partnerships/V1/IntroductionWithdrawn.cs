namespace Platform.Contracts.Partnerships.V1;

/// <summary>The side that asked has taken its request back. Neither the message nor contact details travel.</summary>
[EventType("partnerships.introduction-withdrawn")]
public sealed record IntroductionWithdrawn
{
    /// <summary>The introduction.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>The Taipei day.</summary>
    public required DateOnly WithdrawnOn { get; init; }
}
