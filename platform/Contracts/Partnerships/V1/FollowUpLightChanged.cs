namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The follow-up light of a partnership changed: there was no news of it for long, or there is news again. The event carries no contact
/// details.
/// </summary>
[EventType("partnerships.follow-up-light-changed")]
public sealed record FollowUpLightChanged : IntroductionEvent
{
    /// <summary>green, yellow or red.</summary>
    public required string Light { get; init; }

    /// <summary>The day of the last news of the partnership, in Taipei.</summary>
    public required DateOnly HeardOn { get; init; }
}
