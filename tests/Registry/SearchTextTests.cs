using Platform.Contracts;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests;

public sealed class SearchTextTests
{
    [Fact]
    public void Names_facts_and_the_rest_have_tokens_of_their_own()
    {
        var tokens = SearchText.Of(Facts("好日")).Tokens.Split(' ');
        Assert.Equal(tokens.Distinct(), tokens);
        Assert.Superset(
            new HashSet<string> { "好日", "日", "Ｎ好日", "Ｎ日", "陪伴", "Ｃ花蓮縣", "ＦCompany", "ＳIdeation", "Ｇ3" },
            tokens.ToHashSet()
        );
        Assert.DoesNotContain("Ｎ陪伴", tokens);
    }

    private static OrganisationFacts Facts(string name) =>
        new()
        {
            Ubn = "04595257",
            LegalForm = LegalForm.Company,
            Name = new Bilingual { Zh = name },
            Mission = new Bilingual { Zh = "陪伴" },
            County = "花蓮縣",
            Sdgs = [3],
            Stage = Stage.Ideation,
        };
}
