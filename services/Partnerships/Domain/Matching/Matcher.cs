using Platform.Contracts;
using Platform.Partnerships.Domain.Matching.Factors;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>A pair's scores in thousandths. All zero when a barrier stands between the two.</summary>
internal readonly record struct PairScore(int Forward, int Backward, int Total);

/// <summary>A proposed profile with its scores.</summary>
internal readonly record struct Match(MatchSubject Other, PairScore Score);

/// <summary>One factor of a match, in numbers and words, each way.</summary>
internal sealed record FactorFinding(string Name, int Forward, int Backward, Bilingual WhyForward, Bilingual WhyBackward);

/// <summary>
/// Reciprocal matching: hard filters, a weighted mean of the factors each way, their harmonic mean, and a cap on how often a profile
/// is proposed. The same profiles always give the same list.
/// </summary>
internal sealed class Matcher
{
    private readonly IReadOnlyList<(Factor Factor, int Weight)> factors;
    private readonly MatchingRules rules;
    private readonly long weights;

    public Matcher(MatchingRules rules)
    {
        this.rules = rules;
        Factor[] all =
        [
            new NeedsMet(), new IntentFit(rules), new SdgOverlap(), new CommonLanguage(), new MarketFit(), new StageFit(), new TimeZoneOverlap(rules),
        ];
        factors = [.. all.Select(factor => (factor, rules.Weights.GetValueOrDefault(factor.Name))).Where(pair => pair.Item2 > 0)];
        weights = factors.Sum(pair => (long)pair.Weight);
        if (weights == 0 || rules.Weights.Keys.Except(all.Select(factor => factor.Name)).Any())
        {
            throw new ArgumentException("The weights of matching must name existing factors, and one of them must be positive.", nameof(rules));
        }
    }

    public static MatchBarrier BarrierBetween(MatchSubject one, MatchSubject other, DeclinedPairs declined) =>
        one.Id == other.Id ? MatchBarrier.SameProfile
        : !one.Active || !other.Active ? MatchBarrier.Inactive
        : one.Content.Vetoes.Excludes(other.Content) || other.Content.Vetoes.Excludes(one.Content) ? MatchBarrier.Vetoed
        : !Seeks(one.Content, other.Content) || !Seeks(other.Content, one.Content) ? MatchBarrier.OutsideMarkets
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

    /// <summary>The best candidates for a profile: by total score, ties by id; without those whose exposure has reached the cap.</summary>
    /// <param name="exposure">Open and recent introductions by profile; absent means none.</param>
    public IReadOnlyList<Match> Best(
        MatchSubject self, IEnumerable<MatchSubject> candidates, DeclinedPairs declined, IReadOnlyDictionary<Guid, int> exposure, int limit) =>
        [.. candidates
            .Where(other => exposure.GetValueOrDefault(other.Id) < rules.ExposureCap)
            .Select(other => new Match(other, Score(self, other, declined)))
            .Where(match => match.Score.Total > 0)
            .OrderByDescending(match => match.Score.Total)
            .ThenBy(match => match.Other.Id)
            .Take(limit)];

    public IReadOnlyList<FactorFinding> Explain(MatchSubject self, MatchSubject other, MatchNames names) =>
        [.. factors.Select(pair => new FactorFinding(
            pair.Factor.Name, pair.Factor.Score(self, other), pair.Factor.Score(other, self), pair.Factor.Why(self, other, names), pair.Factor.Why(other, self, names)))];

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

    private static bool Seeks(ProfileContent self, ProfileContent other) =>
        self.MarketsSought.Count == 0 || self.MarketsSought.Contains(other.Economy);
}
