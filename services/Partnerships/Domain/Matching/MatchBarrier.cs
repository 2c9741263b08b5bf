namespace Platform.Partnerships.Domain.Matching;

/// <summary>Why two profiles are not matched at all. Symmetric: what bars one bars both.</summary>
internal enum MatchBarrier
{
    None,
    SameProfile,
    Inactive,
    Vetoed,
    OutsideMarkets,
    DeclinedBefore,
}

/// <summary>Pairs between which somebody said "no thanks". Symmetric and remembered for good.</summary>
internal sealed class DeclinedPairs(IEnumerable<(Guid One, Guid Other)> pairs)
{
    public static readonly DeclinedPairs None = new([]);

    private readonly HashSet<(Guid, Guid)> orderedPairs = [.. pairs.Select(pair => Ordered(pair.One, pair.Other))];

    public bool Contains(Guid one, Guid other) => orderedPairs.Count > 0 && orderedPairs.Contains(Ordered(one, other));

    /// <summary>The same two ids in the same order, whoever asked whom.</summary>
    public static (Guid Lower, Guid Higher) Ordered(Guid one, Guid other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);
}
