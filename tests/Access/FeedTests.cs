using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Access.Tests;

public sealed class FeedTests(AccessService access) : IClassFixture<AccessService>
{
    private const string Events = "/api/access/v1/events";

    [Fact]
    public async Task The_feed_shows_a_caller_what_he_may_see_in_order()
    {
        var after = await EndAsync();
        var open = await DeliverAsync(Audience.Public);
        var mine = await DeliverAsync(Audience.Of(Audience.Party(Accounts.Org1.Party)));
        var his = await DeliverAsync(Audience.Of(Audience.Party(Accounts.Org2.Party)));
        var officers = await DeliverAsync(Audience.Of(Audience.Role("registrar"), Audience.Party(Accounts.Org2.Party)));
        Assert.Equal([open, mine], await SeenAsync(Accounts.Org1, after));
        Assert.Equal([open, his, officers], await SeenAsync(Accounts.Org2, after));
        Assert.Equal([open, officers], await SeenAsync(Accounts.Registrar, after));
        Assert.Equal([open], await SeenAsync(Accounts.Buyer1, after));
    }

    [Fact]
    public async Task An_event_is_a_CloudEvent()
    {
        var after = await EndAsync();
        var id = await DeliverAsync(Audience.Public);
        var seen = Assert.Single((await access.As(Accounts.Org1).Get($"{Events}?after={after}"))["items"]!.AsArray())!;
        Assert.Equal(
            ("1.0", "/registry", "registry.report-filed", "application/json", id),
            (seen["specversion"]!.GetValue<string>(), seen["source"]!.GetValue<string>(), seen["type"]!.GetValue<string>(), seen["datacontenttype"]!.GetValue<string>(), seen["id"]!.GetValue<Guid>()));
        Assert.Equal(["public"], seen["audience"]!.AsArray().Select(entry => entry!.GetValue<string>()));
        Assert.Equal(2026, seen["data"]!["year"]!.GetValue<int>());
        Assert.EndsWith("+00:00", seen["time"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, seen["version"]!.GetValue<long>());
    }

    [Fact]
    public async Task Going_on_from_each_cursor_sees_every_event_exactly_once_while_others_arrive()
    {
        var after = await EndAsync();
        var sent = new List<Guid>();
        for (var i = 0; i < 5; i++)
            sent.Add(await DeliverAsync(i % 2 == 0 ? Audience.Public : Audience.Of(Audience.Party(Accounts.Partner1.Party))));
        var seen = new List<Guid>();
        var cursor = after;
        while (true)
        {
            var page = (await access.As(Accounts.Partner1).Get($"{Events}?after={cursor}&limit=2")).Expect(HttpStatusCode.OK);
            cursor = page["nextCursor"]!.GetValue<string>();
            var ids = Ids(page);
            if (ids.Length == 0)
                break;
            seen.AddRange(ids);
            if (sent.Count < 9)
                sent.Add(await DeliverAsync(Audience.Public));
        }

        Assert.Equal(sent, seen);
        Assert.Equal(cursor, await EndAsync());
    }

    [Fact]
    public async Task A_reader_of_what_he_may_not_see_still_goes_on()
    {
        var after = await EndAsync();
        await DeliverAsync(Audience.Of(Audience.Party(Accounts.Partner2.Party)));
        var page = (await access.As(Accounts.Buyer2).Get($"{Events}?after={after}")).Expect(HttpStatusCode.OK);
        Assert.Empty(Ids(page));
        Assert.NotEqual(after, page["nextCursor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Waiting_ends_with_the_first_event_that_one_may_see()
    {
        var after = await EndAsync();
        var watch = Stopwatch.StartNew();
        var waiting = access.As(Accounts.Org1).Get($"{Events}?after={after}&wait=25");
        await DeliverAsync(Audience.Of(Audience.Party(Accounts.Org2.Party)));
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        var id = await DeliverAsync(Audience.Public);
        Assert.Equal([id], Ids(await waiting));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        var nothing = await access.As(Accounts.Org1).Get($"{Events}?after={await EndAsync()}&wait=1");
        Assert.Empty(Ids(nothing));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("after=yesterday")]
    [InlineData("wait=long")]
    [InlineData("after=99999999999999999999")]
    public async Task A_wrong_question_is_a_bad_request(string query) => (await access.As(Accounts.Org1).Get($"{Events}?{query}")).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task The_feed_needs_somebody_signed_in() => (await access.Anonymous.Get(Events)).Expect(401, "auth.token-missing");

    private async Task<string> EndAsync()
    {
        var cursor = "0";
        while (true)
        {
            var page = await access.As(Accounts.Admin).Get($"{Events}?after={cursor}&limit=200");
            var next = page["nextCursor"]!.GetValue<string>();
            if (next == cursor)
                return cursor;
            cursor = next;
        }
    }

    private async Task<Guid[]> SeenAsync(Account account, string after) => Ids(await access.As(account).Get($"{Events}?after={after}"));

    private static Guid[] Ids(Reply page) => [.. page.Expect(HttpStatusCode.OK)["items"]!.AsArray().Select((JsonNode? item) => item!["id"]!.GetValue<Guid>())];

    private async Task<Guid> DeliverAsync(Audience audience) =>
        (await access.DeliverAsync(new ReportFiled { OrganisationId = Guid.CreateVersion7(), Year = 2026 }, audience: audience)).Id;
}
