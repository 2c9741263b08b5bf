using System.Text.Json;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Features.Rules;
using Platform.Web.Http;

namespace Platform.Rewards.Tests.Domain;

public sealed class RuleSetTests
{
    [Fact]
    public void The_rule_sets_that_come_with_the_service_are_valid_and_of_both_known_shapes()
    {
        Assert.Equal([2020, 2024, 2025, 2026], DefaultRuleSets.All.Select(rules => rules.Year));
        Assert.All(DefaultRuleSets.All, rules => Assert.Empty(Violations(rules)));
        Assert.IsType<AmountTiers>(Samples.Rules(2020).Social);
        Assert.All([2024, 2025, 2026], year => Assert.IsType<CompositeScore>(Samples.Rules(year).Social));
        Assert.Null(Samples.Rules(2020).Startup);
    }

    [Fact]
    public void A_rule_set_survives_writing_and_reading_and_names_its_shape()
    {
        Assert.All(DefaultRuleSets.All, rules =>
            Assert.Equal(RuleSetJson.Write(rules), RuleSetJson.Write(RuleSetJson.Read(RuleSetJson.Write(rules))))
        );
        Assert.Contains("\"social\":{\"shape\":\"amountTiers\"", RuleSetJson.Write(Samples.Rules(2020)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_violation_is_listed_with_its_json_path()
    {
        var rules = Samples.Rules(2025);
        var social = (CompositeScore)rules.Social!;
        var broken = rules with
        {
            Year = 1999,
            Source = "",
            EffectiveFrom = new DateOnly(2024, 12, 31),
            EffectiveTo = new DateOnly(2024, 12, 30),
            Social = social with
            {
                AmountBands = [new(100, 5), new(100, -1)],
                AmountWeight = -1,
                Awards = [social.Awards[0] with { Places = 0, Name = new Bilingual() }, social.Awards[0]],
                TieBreaks = [CompositeScore.TieBreak.TotalTwd, CompositeScore.TieBreak.TotalTwd],
            },
            SpecialAwards = [rules.SpecialAwards[0] with { Code = "No Code" }],
        };

        Assert.Equal(
            [
                "$.effectiveFrom",
                "$.effectiveTo",
                "$.social.amountBands[1].from",
                "$.social.amountBands[1].points",
                "$.social.amountWeight",
                "$.social.awards[0].name",
                "$.social.awards[0].places",
                "$.social.tieBreaks",
                "$.source",
                "$.specialAwards",
                "$.specialAwards[0].code",
                "$.year",
            ],
            Violations(broken)
        );
    }

    [Fact]
    public void Tiers_must_go_down_and_have_names_and_presenters()
    {
        var broken = Samples.Rules(2020) with
        {
            Social = new AmountTiers
            {
                Tiers =
                [
                    new()
                    {
                        Code = "low",
                        FromTwd = 500_000,
                        Name = Samples.Text("Low"),
                    },
                    new() { Code = "high", FromTwd = 1_000_000 },
                ],
            },
            Startup = new AmountTiers(),
        };

        Assert.Equal(
            [
                "$.social.tiers[0].presenter",
                "$.social.tiers[1].fromTwd",
                "$.social.tiers[1].name",
                "$.social.tiers[1].presenter",
                "$.startup.tiers",
            ],
            Violations(broken)
        );
    }

    [Fact]
    public void Every_shape_is_validated()
    {
        var shapes = typeof(AwardShape).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AwardShape)));
        Assert.All(shapes, shape =>
            Assert.Contains(Violations(Samples.Rules(2025) with { Social = (AwardShape)Activator.CreateInstance(shape)! }), path =>
                path.StartsWith("$.social.", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData("""{"social":{"shape":"lottery"}}""")]
    [InlineData("""{"social":{"shape":"amountTiers","amountBands":[]}}""")]
    [InlineData("""{"social":{"shape":"compositeScore","amountBands":[{"from":1}]}}""")]
    [InlineData("""{"social":{"shape":"compositeScore","amountWeight":1.5}}""")]
    [InlineData("""{"surprise":1}""")]
    [InlineData("""{"title":null}""")]
    [InlineData("null")]
    public void What_is_not_a_rule_set_is_not_read(string json) => Assert.Throws<JsonException>(() => RuleSetJson.Read(json));

    private static IEnumerable<string> Violations(RuleSet rules) =>
        new RuleSetValidator()
            .Validate(rules)
            .Errors.Select(failure => JsonPaths.Of(failure.PropertyName))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
