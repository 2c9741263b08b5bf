using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

public sealed class FactsRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly OrganisationFacts Facts = new()
    {
        Ubn = "22099131",
        LegalForm = LegalForm.Company,
        Name = new() { Zh = "好日子" },
        Mission = new() { Zh = "照顧長者" },
        County = "台東縣",
        Sdgs = [11, 3, 3],
        Stage = Stage.Ideation,
        FoundedOn = Today,
    };

    [Fact]
    public void Facts_come_out_in_their_normal_form()
    {
        var facts = FactsRules.Check(Facts, Today).Value;
        Assert.Equal("臺東縣", facts.County);
        Assert.Equal([3, 11], facts.Sdgs);
    }

    [Theory]
    [InlineData("花連縣", "花蓮縣")]
    [InlineData("台東市", "臺東縣")]
    [InlineData("台北縣", "臺北市")]
    [InlineData("連江市", "連江縣")]
    [InlineData("桃園", "桃園市")]
    [InlineData("新竹", "新竹市")]
    [InlineData("宜籣縣", "宜蘭縣")]
    public void For_a_county_that_there_is_not_the_nearest_is_suggested(string county, string nearest)
    {
        var refused = FactsRules.Check(Facts with { County = county }, Today).Error!;
        Assert.Equal("registry.county-unknown", refused.Code);
        Assert.EndsWith($"您是指「{nearest}」嗎？", refused.Zh, StringComparison.Ordinal);
        Assert.EndsWith($"did you mean {nearest}?", refused.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_near_all_are_named()
    {
        var refused = FactsRules.Check(Facts with { County = "Atlantis" }, Today).Error!;
        Assert.All(Counties.All, name => Assert.Contains(name, refused.En, StringComparison.Ordinal));
    }

    [Fact]
    public void The_refusal_of_a_number_explains_the_present_rule_and_the_one_before()
    {
        foreach (var wrong in new[] { "10458571", "10458576", "00501502", "00000000", "2209913", "2209913x" })
        {
            var refused = FactsRules.Check(Facts with { Ubn = wrong }, Today).Error!;
            Assert.Equal(("registry.ubn-invalid", "$.ubn"), (refused.Code, refused.Path));
            foreach (var text in new[] { refused.Zh, refused.En })
            {
                Assert.Contains(wrong, text, StringComparison.Ordinal);
                Assert.Contains("1,2,1,2,1,2,4,1", text, StringComparison.Ordinal);
                Assert.Contains("2023-04-01", text, StringComparison.Ordinal);
                Assert.Matches(@"\b5\b.*\b10\b|5 的倍數.*10 的倍數", text);
                Assert.Matches("7th digit|第 7 位", text);
            }
        }
    }

    [Fact]
    public void Whatever_else_makes_no_sense_has_its_own_reason()
    {
        Assert.Equal("registry.sdg-unknown", FactsRules.Check(Facts with { Sdgs = [3, 18] }, Today).Error!.Code);
        Assert.Equal("registry.sdg-unknown", FactsRules.Check(Facts with { Sdgs = [0] }, Today).Error!.Code);
        Assert.Equal("registry.founded-in-future", FactsRules.Check(Facts with { FoundedOn = Today.AddDays(1) }, Today).Error!.Code);
        Assert.Equal("registry.identifier-missing", FactsRules.Check(Facts with { Ubn = null }, Today).Error!.Code);
        Assert.Equal(
            "registry.identifier-missing",
            FactsRules.Check(Facts with { Ubn = null, OtherIdentifier = new(" ", "x") }, Today).Error!.Code
        );
        Assert.Null(FactsRules.Check(Facts with { Ubn = null, OtherIdentifier = new("內政部", "台內團字第1號") }, Today).Error);
    }
}
