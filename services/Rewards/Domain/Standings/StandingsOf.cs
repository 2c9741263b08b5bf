using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Domain.Standings;

/// <summary>One buyer's place in a series of a year, and how it came about.</summary>
internal sealed record StandingLine(
    int Rank, Guid BuyerId, long TotalTwd, int Suppliers, long Score, AwardTitle? Award, Explanation Explanation);

/// <summary>Which rules looked at how many purchases, what each rule gave, and what was left out and why.</summary>
internal sealed record Explanation(
    int RuleYear, int RuleVersion, int PurchasesCounted, IReadOnlyList<PointsLine> Points, IReadOnlyList<ExcludedLine> Excluded);

/// <param name="Reason"><c>rejected</c> or <c>reversed</c>, a dot, and the reason code.</param>
/// <param name="Purchases">How many purchases.</param>
/// <param name="AmountTwd">Their amount.</param>
internal sealed record ExcludedLine(string Reason, int Purchases, long AmountTwd);

internal static class StandingsOf
{
    /// <summary>
    /// Scores, orders and ranks. Deterministic: the result depends on the entrants as a set. Equal in everything that decides means an
    /// equal rank, and the next rank is skipped accordingly (1, 2, 2, 4); within a rank the order is by buyer id.
    /// </summary>
    public static IReadOnlyList<StandingLine> Compute(RuleSet rules, Series series, IEnumerable<Entrant> entrants)
    {
        if (rules.ShapeOf(series) is not { } shape)
            return [];

        var scored = entrants
            .Where(entrant => entrant.Tally.Purchases > 0)
            .Select(entrant =>
            {
                var card = shape.Score(entrant);
                return (Entrant: entrant, Card: card, Order: shape.OrderBy(entrant, card));
            })
            .ToArray();
        Array.Sort(scored, (left, right) =>
            Compare(right.Order, left.Order) is var order and not 0 ? order : left.Entrant.BuyerId.CompareTo(right.Entrant.BuyerId));

        var lines = new StandingLine[scored.Length];
        var rank = 0;
        for (var i = 0; i < scored.Length; i++)
        {
            var (entrant, card, order) = scored[i];
            if (i == 0 || Compare(order, scored[i - 1].Order) != 0)
                rank = i + 1;
            var tally = entrant.Tally;
            lines[i] = new StandingLine(
                rank, entrant.BuyerId, tally.TotalTwd, tally.Suppliers, card.Score, shape.AwardFor(entrant, card, rank),
                new Explanation(rules.Year, rules.Version, tally.Purchases, card.Points, tally.ExcludedLines));
        }
        return lines;
    }

    private static int Compare(IReadOnlyList<long> left, IReadOnlyList<long> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].CompareTo(right[i]) is var order and not 0)
                return order;
        }
        return 0;
    }
}
