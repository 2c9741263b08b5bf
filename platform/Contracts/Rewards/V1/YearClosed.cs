namespace Platform.Contracts.Rewards.V1;

/// <summary>An award year was closed: its inputs are frozen by a hash chain and its awards fixed.</summary>
[EventType("rewards.year-closed")]
public sealed record YearClosed
{
    /// <summary>The award year.</summary>
    public required int Year { get; init; }

    /// <summary>The version of the rule set that decided.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>How many accepted purchases were counted.</summary>
    public required int Purchases { get; init; }

    /// <summary>How many awards were granted.</summary>
    public required int Awards { get; init; }

    /// <summary>The last link of the hash chain, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was closed.</summary>
    public required DateTimeOffset ClosedAt { get; init; }
}
