using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class MatchingTests
{
    /// <summary>
    /// By hand, with the weights that come with the service (sum 1000). For the cooperative: 1 of 2 needs 500·300, selling answered by
    /// buying and developing by nothing 500·200, SDG 2 of 3 667·150, its second language 800·100, a market sought 1000·100, one stage
    /// apart 750·75, 40 shared hours a week 1000·75: 661,300 → 661. For the importer: 1000·300 + 1000·200 + 1000·150 + 800·100 + 500·100 +
    /// 750·75 + 1000·75 = 911,250 → 911. Harmonic mean: 2·661·911 / 1572 = 766.1 → 766.
    /// </summary>
    [Fact]
    public void The_worked_example_scores_as_computed_by_hand()
    {
        var (cooperative, importer) = (Subject(1, Cooperative), Subject(2, Importer));

        Assert.Equal(new PairScore(661, 911, 766), TheMatcher.Score(cooperative, importer, DeclinedPairs.None));
        Assert.Equal(
            [
                ("needsMet", 500, 1000),
                ("intentFit", 500, 1000),
                ("sdgOverlap", 667, 1000),
                ("commonLanguage", 800, 800),
                ("marketFit", 1000, 500),
                ("stageFit", 750, 750),
                ("timeZoneOverlap", 1000, 1000),
            ],
            TheMatcher.Explain(cooperative, importer, Names).Select(finding => (finding.Name, finding.Forward, finding.Backward))
        );
    }

    [Fact]
    public void Every_factor_says_why_in_both_languages_and_both_directions()
    {
        var findings = TheMatcher.Explain(Subject(1, Cooperative), Subject(2, Importer), Names);

        Assert.Equal(7, findings.Count);
        Assert.All(findings, finding =>
        {
            foreach (var why in new[] { finding.WhyForward, finding.WhyBackward })
            {
                Assert.False(string.IsNullOrWhiteSpace(why.Zh));
                Assert.False(string.IsNullOrWhiteSpace(why.En));
            }
        });
        var needs = findings[0];
        Assert.Equal("2 項需求中有 1 項可獲提供：通路經銷。", needs.WhyForward.Zh);
        Assert.Equal("1 of 1 needs on offer: Product supply.", needs.WhyBackward.En);
    }

    [Fact]
    public void Chile_and_Taiwan_share_no_office_hour()
    {
        var chile = Importer with { TimeZone = "America/Santiago" };

        // Santiago is at UTC-3 in March: 12:00 to 21:00 UTC, when Taipei (01:00 to 10:00 UTC) has gone home.
        Assert.Equal(
            0,
            TheMatcher
                .Explain(Subject(1, Cooperative), Subject(2, chile), Names)
                .Single(finding => finding.Name == "timeZoneOverlap")
                .Forward
        );
    }

    [Fact]
    public void A_veto_of_either_side_makes_every_score_zero() =>
        ForAllSeeds(random =>
        {
            var (one, other) = (RandomContent(random), RandomContent(random));
            var byEconomy = one with { Vetoes = new Vetoes([other.Economy], []) };
            var byKind = one with { Vetoes = new Vetoes([], [other.Kind]) };
            return new[] { byEconomy, byKind }.All(vetoing =>
                TheMatcher.Score(Subject(1, vetoing), Subject(2, other), DeclinedPairs.None) == default
                && TheMatcher.Score(Subject(2, other), Subject(1, vetoing), DeclinedPairs.None) == default
            );
        });

    [Fact]
    public void The_total_is_symmetric_and_the_directions_swap() =>
        ForAllSeeds(random =>
        {
            var (one, other) = (Subject(1, RandomContent(random)), Subject(2, RandomContent(random)));
            var there = TheMatcher.Score(one, other, DeclinedPairs.None);
            var back = TheMatcher.Score(other, one, DeclinedPairs.None);
            return there.Total == back.Total
                && there.Forward == back.Backward
                && there.Backward == back.Forward
                && there.Total >= Math.Min(there.Forward, there.Backward)
                && there.Total <= Math.Max(there.Forward, there.Backward)
                && there.Forward is >= 0 and <= 1000
                && there.Backward is >= 0 and <= 1000;
        });

    [Fact]
    public void A_declined_pair_is_not_proposed_again_whoever_asked()
    {
        var declined = new DeclinedPairs([(Id(2), Id(1))]);

        Assert.Equal(default, TheMatcher.Score(Subject(1, Cooperative), Subject(2, Importer), declined));
        Assert.Equal(default, TheMatcher.Score(Subject(2, Importer), Subject(1, Cooperative), declined));
        Assert.NotEqual(default, TheMatcher.Score(Subject(1, Cooperative), Subject(3, Importer), declined));
    }

    [Fact]
    public void Markets_sought_bar_profiles_from_elsewhere_and_inactive_ones_never_match()
    {
        var (cooperative, importer) = (Subject(1, Cooperative), Subject(2, Importer));

        Assert.Equal(
            MatchBarrier.OutsideMarkets,
            Matcher.BarrierBetween(cooperative, Subject(2, Importer with { Economy = "CL" }), DeclinedPairs.None)
        );
        Assert.Equal(
            MatchBarrier.OutsideMarkets,
            Matcher.BarrierBetween(Subject(3, Importer with { MarketsSought = ["JP"] }), cooperative, DeclinedPairs.None)
        );
        Assert.Equal(MatchBarrier.Inactive, Matcher.BarrierBetween(cooperative, importer with { Active = false }, DeclinedPairs.None));
        Assert.Equal(MatchBarrier.SameProfile, Matcher.BarrierBetween(cooperative, cooperative, DeclinedPairs.None));
        Assert.Equal(MatchBarrier.None, Matcher.BarrierBetween(cooperative, importer, DeclinedPairs.None));
    }

    [Fact]
    public void Weights_that_name_no_factor_are_refused()
    {
        var rules = Settings.Matching with { Weights = new Dictionary<string, int> { ["charm"] = 1000 } };

        Assert.Throws<ArgumentException>(() => new Matcher(rules));
    }
}
