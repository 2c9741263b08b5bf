using System.Net;
using System.Text;
using Platform.Domain;
using Platform.Harness;

namespace Platform.ServiceDefaults.Tests;

public sealed class UnicodeTextTests(RegistryService service) : IClassFixture<RegistryService>
{
    [Fact]
    public void Every_character_alone_and_among_others_has_a_normal_form_which_is_its_own()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            foreach (var text in new[] { $"{(char)c}", $"字{(char)c}a", $"\uD83D{(char)c}", $"{(char)c}{(char)c}" })
            {
                Assert.Equal(text.Nfkc(), text.Nfkc().Nfkc());
            }
        }
    }

    [Fact]
    public void What_NET_normalises_is_normalised_as_NET_does_it() =>
        Assert.All(new[] { "", "ＡＢ１", "社會創新", "e\u0301", "😀ﾊﾟ" }, text =>
            Assert.Equal(text.Normalize(NormalizationForm.FormKC), text.Nfkc())
        );

    [Fact]
    public void What_NET_refuses_is_replaced()
    {
        Assert.Equal("\uFFFD", "\uFFFE".Nfkc());
        Assert.Equal("A\uFFFD", "Ａ\uD800".Nfkc());
    }

    [Fact]
    public async Task A_search_for_no_character_finds_nothing() =>
        Assert.Empty(
            (await service.Anonymous.Get("/api/registry/v1/organisations?q=%EF%BF%BE")).Expect(HttpStatusCode.OK)["items"]!.AsArray()
        );
}
