using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

public sealed class TierTests
{
    private static readonly TierRules Rules = TierRulesFile.Read(null);

    [Fact]
    public void The_highest_tier_whose_criteria_are_all_met_is_given_with_its_evidence_and_what_the_next_one_asks() =>
        Prop.ForAll(Gen.Choose(0, 5).ArrayOf(5).ToArbitrary(), levels =>
            {
                var evidence = new Dictionary<TierMeasure, long>
                {
                    [TierMeasure.Reports] = levels.ElementAtOrDefault(0),
                    [TierMeasure.PurchasesTwd] = levels.ElementAtOrDefault(1) * 2_000_000L,
                    [TierMeasure.Buyers] = levels.ElementAtOrDefault(2) * 2,
                    [TierMeasure.Jobs] = levels.ElementAtOrDefault(3) * 5,
                    [TierMeasure.Beneficiaries] = levels.ElementAtOrDefault(4) * 500,
                };
                var rules = Rules.On(new DateOnly(2026, 5, 1))!;
                var verdict = rules.Judge(evidence);
                var expected = rules.Tiers.LastOrDefault(tier =>
                    tier.Criteria.All(criterion => evidence[criterion.Measure] >= criterion.AtLeast)
                );
                Assert.Equal(expected?.Tier, verdict.Tier);
                Assert.All(verdict.Evidence, line => Assert.True(line.Met));
                Assert.Equal(expected?.Criteria.Count ?? 0, verdict.Evidence.Count);
                Assert.All(verdict.ForNext, line => Assert.Equal(evidence[line.Measure], line.Value));
                Assert.Equal(expected == rules.Tiers[^1], verdict.Next is null);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Each_set_of_rules_holds_from_its_date_on()
    {
        var rules = Parse(
            """
            [{"version":"b","effectiveFrom":"2027-07-01","tiers":[{"tier":"y","name":{"en":"y"},"criteria":[{"measure":"jobs","atLeast":1}]}]},
             {"version":"a","effectiveFrom":"2026-01-01","tiers":[{"tier":"x","name":{"en":"x"},"criteria":[{"measure":"reports","atLeast":1}]}]}]
            """
        );
        Assert.Null(rules.On(new(2025, 12, 31)));
        Assert.Equal("a", rules.On(new(2027, 6, 30))!.Version);
        Assert.Equal("b", rules.On(new(2027, 7, 1))!.Version);
        Assert.Equal(new DateOnly(2027, 7, 1), rules.NextAfter(new(2026, 1, 1)));
        Assert.Null(rules.NextAfter(new(2027, 7, 1)));
        Assert.NotEqual(Rules.Fingerprint, rules.Fingerprint);
    }

    [Theory]
    [InlineData("nonsense", "cannot be read")]
    [InlineData(
        """[{"version":"a","effectiveFrom":"2026-01-01","tiers":[{"tier":"x","name":{"en":"x"},"criteria":[{"measure":"luck","atLeast":1}]}]}]""",
        "cannot be read"
    )]
    [InlineData("""[{"version":"a","effectiveFrom":"2026-01-01","tiers":[]}]""", "at least one tier")]
    [InlineData(
        """[{"version":"a","effectiveFrom":"2026-01-01","tiers":[{"tier":"x","name":{"en":"x"},"criteria":[]}]}]""",
        "at least one criterion"
    )]
    public void Rules_that_make_no_sense_are_refused_with_what_is_wrong(string json, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Reminders_come_on_their_days_of_every_year()
    {
        var reminders = new ReportReminders(["03-01", "02-29"]);
        Assert.Equal(new DateOnly(2027, 2, 28), reminders.NextAfter(new(2026, 3, 1)));
        Assert.Equal(new DateOnly(2028, 2, 29), reminders.NextAfter(new(2027, 3, 1)));
        Assert.True(reminders.AnyIn(new(2026, 2, 28), new(2026, 3, 1)));
        Assert.False(reminders.AnyIn(new(2026, 3, 1), new(2027, 2, 27)));
        Assert.Throws<InvalidDataException>(() => new ReportReminders(["13-01"]));
    }

    private static TierRules Parse(string json) => TierRules.Parse(Encoding.UTF8.GetBytes(json));
}
