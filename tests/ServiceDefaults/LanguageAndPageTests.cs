using System.Net;
using Platform.Harness;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

public sealed class LanguageAndPageTests(RegistryService registry) : IClassFixture<RegistryService>
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", true)]
    [InlineData("zh", true)]
    [InlineData("ZH-hant", true)]
    [InlineData("en-GB", false)]
    [InlineData("en;q=0.3,zh;q=0.4", true)]
    [InlineData("fr, de;q=0.9", false)]
    [InlineData("fr, zh;q=0.1", true)]
    [InlineData("*", false)]
    [InlineData("nonsense;;;", false)]
    public async Task A_person_is_answered_in_the_language_asked_for(string? accepted, bool chinese)
    {
        var refused = (await registry.Anonymous.Get("/nothing", accepted is null ? [] : [("Accept-Language", accepted)])).IsProblem(
            404,
            "request.not-found"
        );
        Assert.Equal(chinese, refused["detail"]!.GetValue<string>().Contains("找不到", StringComparison.Ordinal));
        Assert.Equal(chinese ? "zh-TW" : "en", refused.Message.Content.Headers.ContentLanguage.Single());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(200)]
    public async Task A_walk_sees_every_item_exactly_once_in_the_order_of_ids_while_others_are_added(int limit)
    {
        var account = new Account("walker", $"party-walker-{limit}", "organisation");
        for (var i = 0; i < 9; i++)
        {
            (await registry.As(account).Post(Applications, Application())).Expect(HttpStatusCode.Created);
        }

        var expected = (await registry.As(account).Get($"{Applications}?limit=200"))["items"]!
            .AsArray()
            .Select(item => item!["id"]!.GetValue<string>())
            .ToArray();
        Assert.Equal(9, expected.Length);
        var seen = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = (
                await registry.As(account).Get($"{Applications}?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}")
            ).Expect(HttpStatusCode.OK);
            Assert.InRange(page["items"]!.AsArray().Count, 1, limit);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (pages++ == 0)
            {
                (await registry.As(account).Post(Applications, Application())).Expect(HttpStatusCode.Created);
            }
        } while (cursor is not null);

        Assert.Equal(expected, seen.Take(9));
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(limit == 200 ? 9 : 10, seen.Count);
    }

    [Fact]
    public async Task An_answer_says_what_it_depends_on_and_a_known_version_is_not_sent_again()
    {
        var started = (await registry.As(Accounts.Org1).Post(Applications, Application())).Expect(HttpStatusCode.Created);
        var read = await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}");
        Assert.Equal("\"1\"", read.ETag);
        Assert.Contains("Authorization", read.Message.Headers.Vary);
        Assert.Contains("Accept-Language", read.Message.Headers.Vary);
        var unchanged = await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}", ("If-None-Match", "\"0\", W/\"1\""));
        Assert.Equal((HttpStatusCode.NotModified, ""), (unchanged.Status, unchanged.Text));
        (await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}", ("If-None-Match", "\"2\""))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_OpenAPI_and_the_clock_are_there_for_everyone()
    {
        foreach (var path in new[] { "/health/live", "/health/ready", "/openapi/v1.json", "/dev/clock" })
        {
            (await registry.Anonymous.Get(path)).Expect(HttpStatusCode.OK);
        }

        (await registry.Anonymous.Post("/dev/clock", new { advance = "three days" })).IsProblem(400, "clock.duration-invalid");
        (await registry.Anonymous.Post("/dev/clock", new { })).IsProblem(400, "clock.duration-invalid");
    }
}
