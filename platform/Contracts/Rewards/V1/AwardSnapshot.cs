namespace Platform.Contracts.Rewards.V1;

/// <summary>One award of an award year.</summary>
public sealed record AwardSnapshot
{
    /// <summary>Identifies the award.</summary>
    public required Guid AwardId { get; init; }

    /// <summary>The number printed on the certificate, e.g. <c>BP-2025-0001</c>.</summary>
    public required string AwardNo { get; init; }

    /// <summary>The award year.</summary>
    public required int Year { get; init; }

    /// <summary><c>social</c> or <c>startup</c>.</summary>
    public required string Series { get; init; }

    /// <summary>The award's code in the rule set of its year.</summary>
    public required string Code { get; init; }

    /// <summary>The award's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The authority that presents it.</summary>
    public required Bilingual Presenter { get; init; }

    /// <summary>The buyer that receives it.</summary>
    public required Guid BuyerId { get; init; }

    /// <summary>The buyer's name.</summary>
    public required Bilingual BuyerName { get; init; }

    /// <summary>The party that the buyer belongs to.</summary>
    public required string BuyerParty { get; init; }

    /// <summary>The rank in the standings; absent for a special award, which is judged on content.</summary>
    public int? Rank { get; init; }

    /// <summary>The score in thousandths; absent for a special award.</summary>
    public long? Score { get; init; }

    /// <summary>Accepted purchases in whole New Taiwan dollars; absent for a special award.</summary>
    public long? TotalTwd { get; init; }

    /// <summary>Why a special award was given.</summary>
    public Bilingual? Citation { get; init; }

    /// <summary>The SHA-256 hash of the award and the frozen inputs of its year, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }
}
