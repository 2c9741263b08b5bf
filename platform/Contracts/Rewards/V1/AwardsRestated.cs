namespace Platform.Contracts.Rewards.V1;

/// <summary>The awards of a closed year were computed again after a late correction. Earlier results are preserved.</summary>
[EventType("rewards.awards-restated")]
public sealed record AwardsRestated
{
    /// <summary>The award year.</summary>
    public required int Year { get; init; }

    /// <summary>The number of this result: 1 is the closing, 2 the first restatement.</summary>
    public required int Version { get; init; }

    /// <summary>The reason for the restatement.</summary>
    public required string Reason { get; init; }

    /// <summary>The hash of the result that this one replaces.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The hash of this result.</summary>
    public required string Hash { get; init; }

    /// <summary>Every award that changed; empty when the correction changed none.</summary>
    public required IReadOnlyList<AwardChange> Changes { get; init; }

    /// <summary>When it was restated.</summary>
    public required DateTimeOffset RestatedAt { get; init; }
}

/// <summary>The effect of a restatement on one award.</summary>
public sealed record AwardChange
{
    /// <summary><c>granted</c>, <c>withdrawn</c> or <c>changed</c> (the award stays, its rank, score or total differs).</summary>
    public required string Change { get; init; }

    /// <summary>The award as it was; absent for a new one.</summary>
    public AwardSnapshot? Before { get; init; }

    /// <summary>The award as it is now; absent for a withdrawn one.</summary>
    public AwardSnapshot? After { get; init; }
}
