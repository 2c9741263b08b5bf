namespace Platform.Contracts.Rewards.V1;

/// <summary>An award was granted, by closing an award year or by restating it.</summary>
[EventType("rewards.award-granted")]
public sealed record AwardGranted
{
    /// <summary>The award.</summary>
    public required AwardSnapshot Award { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset GrantedAt { get; init; }
}
