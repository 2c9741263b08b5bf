namespace Platform.Partnerships.Domain.Matching;

/// <summary>A reason why two profiles are never matched. It is symmetric: it applies to both.</summary>
internal enum MatchBarrier
{
    None,
    SameProfile,
    Inactive,
    Vetoed,
    OutsideMarkets,
    DeclinedBefore,
}

/// <summary>The pairs of which one side declined an introduction. A pair is symmetric and permanent.</summary>
internal sealed class DeclinedPairs(IEnumerable<(Guid One, Guid Other)> pairs)
{
    public static readonly DeclinedPairs None = new([]);

    private readonly HashSet<(Guid, Guid)> orderedPairs = [.. pairs.Select(pair => Ordered(pair.One, pair.Other))];

    public bool Contains(Guid one, Guid other) => orderedPairs.Count > 0 && orderedPairs.Contains(Ordered(one, other));

    /// <summary>Returns two ids in a fixed order, so that a pair is the same in both directions.</summary>
    public static (Guid Lower, Guid Higher) Ordered(Guid one, Guid other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);
}
