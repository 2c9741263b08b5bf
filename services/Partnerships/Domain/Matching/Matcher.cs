using Platform.Contracts;
using Platform.Partnerships.Domain.Matching.Factors;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>The scores of a pair in thousandths; all zero when a barrier separates the two.</summary>
internal readonly record struct PairScore(int Forward, int Backward, int Total);

/// <summary>A proposed profile with its scores.</summary>
internal readonly record struct Match(MatchSubject Other, PairScore Score);

/// <summary>One factor of a match in both directions, as numbers and as text.</summary>
internal sealed record FactorExplanation(string Name, int Forward, int Backward, Bilingual WhyForward, Bilingual WhyBackward);

/// <summary>
/// Reciprocal matching: barriers, a weighted mean of the factors in each direction, and the harmonic mean of both. The same two profiles
/// always have the same scores. <see cref="MatchIndex"/> finds the best of many profiles.
/// </summary>
internal sealed class Matcher
{
    private readonly (Factor Factor, int Weight)[] factors;
    private readonly long weights;

    public Matcher(MatchingRules rules)
    {
        Factor[] all =
        [
            new NeedsMet(),
            new IntentFit(rules),
            new SdgOverlap(),
            new CommonLanguage(),
            new MarketFit(),
            new StageFit(),
            new TimeZoneOverlap(rules),
        ];
        factors = [.. all.Select(factor => (factor, rules.Weights.GetValueOrDefault(factor.Name))).Where(pair => pair.Item2 > 0)];
        weights = factors.Sum(pair => (long)pair.Weight);
        if (weights == 0 || rules.Weights.Keys.Except(all.Select(factor => factor.Name)).Any())
        {
            throw new ArgumentException(
                "The weights of matching must name existing factors, and one of them must be positive.",
                nameof(rules)
            );
        }
    }

    /// <summary>The factors with a weight, each with its share of all weights.</summary>
    public IEnumerable<(Factor Factor, double Share)> Factors => factors.Select(pair => (pair.Factor, (double)pair.Weight / weights));

    public static MatchBarrier BarrierBetween(MatchSubject one, MatchSubject other, DeclinedPairs declined) =>
        one.Id == other.Id ? MatchBarrier.SameProfile
        : !one.Active || !other.Active ? MatchBarrier.Inactive
        : one.Vetoes.Exclude(other.Economy, other.Kind) || other.Vetoes.Exclude(one.Economy, one.Kind) ? MatchBarrier.Vetoed
        : !Seeks(one, other.Economy) || !Seeks(other, one.Economy) ? MatchBarrier.OutsideMarkets
        : declined.Contains(one.Id, other.Id) ? MatchBarrier.DeclinedBefore
        : MatchBarrier.None;

    public PairScore Score(MatchSubject self, MatchSubject other, DeclinedPairs declined)
    {
        if (BarrierBetween(self, other, declined) != MatchBarrier.None)
        {
            return default;
        }

        var forward = Directional(self, other);
        var backward = Directional(other, self);
        return new PairScore(forward, backward, HarmonicMean(forward, backward));
    }

    public IReadOnlyList<FactorExplanation> Explain(MatchSubject self, MatchSubject other, MatchNames names) =>
        [
            .. factors.Select(pair => new FactorExplanation(
                pair.Factor.Name,
                pair.Factor.Score(self, other),
                pair.Factor.Score(other, self),
                pair.Factor.Why(self, other, names),
                pair.Factor.Why(other, self, names)
            )),
        ];

    public static int HarmonicMean(int forward, int backward) =>
        forward + backward == 0 ? 0 : Thousandths.Divide(2L * forward * backward, forward + backward);

    private int Directional(MatchSubject self, MatchSubject other)
    {
        var sum = 0L;
        foreach (var (factor, weight) in factors)
        {
            sum += (long)weight * factor.Score(self, other);
        }

        return Thousandths.Divide(sum, weights);
    }

    private static bool Seeks(MatchSubject self, string economy) =>
        self.MarketsSought.Length == 0 || Array.IndexOf(self.MarketsSought, economy) >= 0;
}
