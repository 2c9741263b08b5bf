using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Access.Data;
using Platform.Access.Features.Feed;
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
            (
                seen["specversion"]!.GetValue<string>(),
                seen["source"]!.GetValue<string>(),
                seen["type"]!.GetValue<string>(),
                seen["datacontenttype"]!.GetValue<string>(),
                seen["id"]!.GetValue<Guid>()
            )
        );
        Assert.Equal("public", seen["audience"]!.GetValue<string>());
        // Attributes of a CloudEvent are simple values; only the data is more.
        Assert.All(seen.AsObject().Where(member => member.Key != "data"), member =>
            Assert.IsNotType<System.Text.Json.Nodes.JsonArray>(member.Value)
        );
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
        {
            sent.Add(await DeliverAsync(i % 2 == 0 ? Audience.Public : Audience.Of(Audience.Party(Accounts.Partner1.Party))));
        }

        var seen = new List<Guid>();
        var cursor = after;
        while (true)
        {
            var page = (await access.As(Accounts.Partner1).Get($"{Events}?after={cursor}&limit=2")).Expect(HttpStatusCode.OK);
            cursor = page["nextCursor"]!.GetValue<string>();
            var ids = Ids(page);
            if (ids.Length == 0)
            {
                break;
            }

            seen.AddRange(ids);
            if (sent.Count < 9)
            {
                sent.Add(await DeliverAsync(Audience.Public));
            }
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

    [Fact]
    public async Task What_commits_late_is_never_skipped_and_what_is_rolled_back_leaves_no_hole()
    {
        var after = await EndAsync();
        foreach (var commits in new[] { true, false })
        {
            // Both have begun, the first has its position; the second would be done long before.
            var first = new EventEnvelope
            {
                Id = Guid.CreateVersion7(),
                Type = "registry.report-filed",
                Source = "/registry",
                Subject = Guid.CreateVersion7().ToString(),
                Version = 1,
                Time = access.Clock.GetUtcNow(),
                Audience = Audience.Public,
                Body = "{}",
            };
            var (second, seen) = await access.InScopeAsync<IServiceProvider, (Task<Guid>, Guid[])>(async services =>
            {
                var db = services.GetRequiredService<AccessDbContext>();
                await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
                await services.GetRequiredService<TrackPublishedEvents>().ConsumeAsync(new(first, first, CancellationToken.None));
                await db.SaveChangesAsync();
                var faster = Task.Run(() => DeliverAsync(Audience.Public));
                await Task.Delay(500);
                var meanwhile = await SeenAsync(Accounts.Org1, after);
                if (commits)
                {
                    await write.CommitAsync(CancellationToken.None);
                }

                return (faster, meanwhile);
            });
            Assert.Empty(seen);
            var last = await second;
            Assert.Equal(commits ? [first.Id, last] : [last], await SeenAsync(Accounts.Org1, after));
            after = await EndAsync();
        }
    }

    [Fact]
    public async Task While_many_write_at_once_a_reader_sees_everything_once_and_in_one_order()
    {
        var after = await EndAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 80).Select(_ => Task.Run(() => DeliverAsync(Audience.Public))));
        var seen = new List<Guid>();
        for (var cursor = after; seen.Count < 80; )
        {
            var page = await access.As(Accounts.Org1).Get($"{Events}?after={cursor}&limit=7&wait=20");
            Assert.NotEmpty(Ids(page));
            seen.AddRange(Ids(page));
            cursor = page["nextCursor"]!.GetValue<string>();
        }

        Assert.Equal((await writing).Order(), seen.Order());
        Assert.Equal(await SeenAsync(Accounts.Org1, $"{after}&limit=200"), seen);
    }

    [Fact]
    public async Task What_another_process_records_ends_the_waiting_within_seconds()
    {
        var after = await EndAsync();
        var waiting = access.As(Accounts.Org1).Get($"{Events}?after={after}&wait=25");
        await Task.Delay(300);
        var id = Guid.CreateVersion7();
        await access.InScopeAsync<AccessDbContext, int>(async db =>
        {
            // Nobody here is woken by it.
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            db.Add(
                new FeedEvent
                {
                    Id = id,
                    Type = "registry.report-filed",
                    Source = "/registry",
                    Subject = "1",
                    Version = 1,
                    Time = access.Clock.GetUtcNow(),
                    Audience = Audience.Public,
                    Body = "{}",
                }
            );
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
            return 0;
        });
        var watch = Stopwatch.StartNew();
        Assert.Equal([id], Ids(await waiting));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Who_waits_holds_up_no_stop_and_may_go()
    {
        await using var own = new AccessService();
        await own.InitializeAsync();
        var path = $"{Events}?wait=30";
        using (var gone = new CancellationTokenSource(200))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => own.As(Accounts.Org1).GetAsync(path, gone.Token));
        }

        var waiting = own.As(Accounts.Org1).Get(path);
        await Task.Delay(300);
        var watch = Stopwatch.StartNew();
        own.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        Assert.Empty(Ids(await waiting));
        Assert.Empty(Ids(await own.As(Accounts.Org1).Get(path)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("after=yesterday")]
    [InlineData("wait=long")]
    [InlineData("after=99999999999999999999")]
    public async Task A_wrong_question_is_a_bad_request(string query) =>
        (await access.As(Accounts.Org1).Get($"{Events}?{query}")).Expect(HttpStatusCode.BadRequest);

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
            {
                return cursor;
            }

            cursor = next;
        }
    }

    private async Task<Guid[]> SeenAsync(Account account, string after) => Ids(await access.As(account).Get($"{Events}?after={after}"));

    private static Guid[] Ids(Reply page) =>
        [.. page.Expect(HttpStatusCode.OK)["items"]!.AsArray().Select((JsonNode? item) => item!["id"]!.GetValue<Guid>())];

    private async Task<Guid> DeliverAsync(Audience audience) =>
        (await access.DeliverAsync(new ReportFiled { OrganisationId = Guid.CreateVersion7(), Year = 2026 }, audience: audience)).Id;
}
