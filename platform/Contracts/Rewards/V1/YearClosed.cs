namespace Platform.Contracts.Rewards.V1;

/// <summary>An award year was closed: a hash chain freezes its inputs, and its awards are fixed.</summary>
[EventType("rewards.year-closed")]
public sealed record YearClosed
{
    /// <summary>The award year.</summary>
    public required int Year { get; init; }

    /// <summary>The version of the rule set that determined the awards.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>The number of accepted purchases that were counted.</summary>
    public required int Purchases { get; init; }

    /// <summary>The number of awards that were granted.</summary>
    public required int Awards { get; init; }

    /// <summary>The last link of the hash chain, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was closed.</summary>
    public required DateTimeOffset ClosedAt { get; init; }
}
