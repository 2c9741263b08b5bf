using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Domain.Standings;

/// <summary>One buyer's place in a series of a year, with its explanation.</summary>
internal sealed record StandingLine(
    int Rank,
    Guid BuyerId,
    long TotalTwd,
    int Suppliers,
    long Score,
    AwardTitle? Award,
    Explanation Explanation
);

/// <summary>
/// The rule set, the number of purchases counted, the points of each rule, and the purchases left out with their reasons.
/// </summary>
internal sealed record Explanation(
    int RuleYear,
    int RuleVersion,
    int PurchasesCounted,
    IReadOnlyList<PointsLine> Points,
    IReadOnlyList<ExcludedLine> Excluded
);

/// <param name="Reason"><c>rejected</c> or <c>reversed</c>, a dot, and the reason code.</param>
/// <param name="Purchases">The number of purchases.</param>
/// <param name="AmountTwd">Their total amount.</param>
internal sealed record ExcludedLine(string Reason, int Purchases, long AmountTwd);

/// <summary>An entrant with its score and the values that order it, the most important first.</summary>
internal sealed record ScoredEntrant(Entrant Entrant, ScoreCard Card, IReadOnlyList<long> Order, Explanation Explanation);

internal static class StandingsCalculator
{
    /// <summary>Computes the standings. The result does not depend on the order of the entrants.</summary>
    public static IReadOnlyList<StandingLine> Compute(RuleSet rules, Series series, IEnumerable<Entrant> entrants) =>
        rules.ShapeOf(series) is { } shape
            ? Rank(shape, InOrder(entrants.Where(entrant => entrant.Tally.Purchases > 0).Select(entrant => Score(rules, shape, entrant))))
            : [];

    /// <summary>Scores one entrant. The score does not depend on other entrants, so only a changed entrant is scored again.</summary>
    public static ScoredEntrant Score(RuleSet rules, AwardShape shape, Entrant entrant)
    {
        var card = shape.Score(entrant);
        return new ScoredEntrant(
            entrant,
            card,
            shape.OrderBy(entrant, card),
            new Explanation(rules.Year, rules.Version, entrant.Tally.Purchases, card.Points, entrant.Tally.ExcludedLines)
        );
    }

    /// <summary>
    /// Merges changed entrants into an ordered list. They leave their old places; an entrant that no longer counts (null) is removed.
    /// </summary>
    public static IReadOnlyList<ScoredEntrant> Reorder(
        IReadOnlyList<ScoredEntrant> ordered,
        IReadOnlyDictionary<Guid, ScoredEntrant?> changed
    )
    {
        var moved = InOrder(changed.Values.OfType<ScoredEntrant>());
        var next = new List<ScoredEntrant>(ordered.Count + moved.Length);
        var merged = 0;
        foreach (var unchanged in ordered.Where(entrant => !changed.ContainsKey(entrant.Entrant.BuyerId)))
        {
            while (merged < moved.Length && Compare(moved[merged], unchanged) < 0)
            {
                next.Add(moved[merged++]);
            }

            next.Add(unchanged);
        }
        next.AddRange(moved.AsSpan(merged));
        return next;
    }

    /// <summary>
    /// Assigns the ranks. Entrants with equal values share a rank and the next rank is skipped (1, 2, 2, 4). Within a rank the order is
    /// by buyer id.
    /// </summary>
    public static IReadOnlyList<StandingLine> Rank(AwardShape shape, IReadOnlyList<ScoredEntrant> ordered)
    {
        var lines = new StandingLine[ordered.Count];
        var rank = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var (entrant, card, order, explanation) = ordered[i];
            if (i == 0 || Compare(order, ordered[i - 1].Order) != 0)
            {
                rank = i + 1;
            }

            lines[i] = new StandingLine(
                rank,
                entrant.BuyerId,
                entrant.Tally.TotalTwd,
                entrant.Tally.Suppliers,
                card.Score,
                shape.AwardFor(entrant, card, rank),
                explanation
            );
        }
        return lines;
    }

    private static ScoredEntrant[] InOrder(IEnumerable<ScoredEntrant> entrants)
    {
        var ordered = entrants.ToArray();
        Array.Sort(ordered, Compare);
        return ordered;
    }

    private static int Compare(ScoredEntrant left, ScoredEntrant right) =>
        Compare(right.Order, left.Order) is var order and not 0 ? order : left.Entrant.BuyerId.CompareTo(right.Entrant.BuyerId);

    private static int Compare(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].CompareTo(right[i]) is var order and not 0)
            {
                return order;
            }
        }
        return 0;
    }
}
