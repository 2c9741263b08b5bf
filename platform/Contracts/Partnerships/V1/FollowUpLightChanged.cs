namespace Platform.Contracts.Partnerships.V1;

/// <summary>Nothing was heard of a partnership for long, or something is heard again. Contact details do not travel.</summary>
[EventType("partnerships.follow-up-light-changed")]
public sealed record FollowUpLightChanged
{
    /// <summary>The introduction that it came from.</summary>
    public required Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    public required IntroductionParty From { get; init; }

    /// <summary>The side that was asked.</summary>
    public required IntroductionParty To { get; init; }

    /// <summary>green, yellow or red.</summary>
    public required string Light { get; init; }

    /// <summary>The Taipei day on which something was heard last.</summary>
    public required DateOnly HeardOn { get; init; }
}
