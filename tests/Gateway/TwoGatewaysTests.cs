using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;

namespace Platform.Gateway.Tests;

/// <summary>Each policy of the edge holds for both gateways together, whichever of them is asked.</summary>
public sealed class TwoGatewaysTests(TwoGateways platform) : IClassFixture<TwoGateways>
{
    private const string Organisations = "/api/registry/v1/organisations",
        Applications = "/api/registry/v1/applications",
        Page = "https://partner.example";

    [Fact]
    public async Task An_app_has_the_limit_of_its_plan_once_and_not_at_each()
    {
        var (_, token) = await platform.AppAsync(plan: "trial");
        var clients = platform.Clients(token);
        await WholeWindowAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => clients[i % 2].Get(Organisations)));
        Assert.Equal(30, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Expect(429, "request.rate-limited"));
        Assert.All(answers, answer => Assert.Equal("\"trial\";q=30;w=60", answer.Message.Headers.GetValues("RateLimit-Policy").Single()));
    }

    [Fact]
    public async Task A_disabled_app_is_denied_by_both_within_seconds()
    {
        var (id, token) = await platform.AppAsync();
        var clients = platform.Clients(token);
        foreach (var client in clients)
        {
            (await client.Get(Applications)).Expect(HttpStatusCode.OK);
        }

        using var admin = await platform.AsAsync(Accounts.Admin, "access");
        (await admin.Post($"/api/access/v1/apps/{id}/disable")).Expect(HttpStatusCode.OK);
        foreach (var client in clients)
        {
            await Eventually.TrueAsync(
                async () => (await client.Get(Applications)).Status == HttpStatusCode.Unauthorized,
                "the token counts no more",
                TimeSpan.FromSeconds(5)
            );
            (await client.Get(Organisations)).Expect(401, "auth.app-disabled");
        }
    }

    [Fact]
    public async Task What_is_sent_to_both_at_once_with_one_key_happens_once_and_both_repeat_its_answer()
    {
        var (_, token) = await platform.AppAsync();
        var (clients, key) = (platform.Clients(token), $"twice-{Guid.NewGuid():N}");
        object Body(string county) =>
            new
            {
                ubn = "04595257",
                legalForm = "company",
                name = new { zh = "好日子" },
                mission = new { zh = "照顧長者" },
                county,
                sdgs = new[] { 3 },
                stage = "diffusion",
                products = new[] { "送餐" },
            };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => clients[i % 2].Post(Applications, Body("花蓮縣"), ("Idempotency-Key", key)))
        );
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer =>
        {
            answer.Expect(409, "idempotency.in-progress");
            Assert.NotNull(answer.Message.Headers.RetryAfter);
        });
        var made = Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Id).Distinct());
        Assert.Equal(
            1,
            answers.Count(answer => answer.Status == HttpStatusCode.Created && !answer.Message.Headers.Contains("Idempotency-Replayed"))
        );
        foreach (var client in clients)
        {
            var again = (await client.Post(Applications, Body("花蓮縣"), ("Idempotency-Key", key))).Expect(HttpStatusCode.Created);
            Assert.Equal((made, "true"), (again.Id, again.Message.Headers.GetValues("Idempotency-Replayed").Single()));
            (await client.Post(Applications, Body("臺北市"), ("Idempotency-Key", key))).Expect(422, "idempotency.mismatch");
            Assert.Equal(
                made.ToString(),
                Assert.Single((await client.Get(Applications)).Expect(HttpStatusCode.OK)["items"]!.AsArray())!["id"]!.GetValue<string>()
            );
        }
    }

    [Fact]
    public async Task An_apps_pages_may_call_through_both_and_no_other_pages_through_either()
    {
        var (_, token) = await platform.AppAsync(origins: [Page]);
        foreach (var client in platform.Clients(token))
        {
            await Eventually.TrueAsync(async () => await AllowedAsync(client, Page) == Page, "the gateway knows the origin");
            Assert.Null(await AllowedAsync(client, "https://evil.example"));
        }

        static async Task<string?> AllowedAsync(HttpClient client, string origin) =>
            (await client.Get(Organisations, ("Origin", origin)))
                .Expect(HttpStatusCode.OK)
                .Message.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed)
                ? allowed.Single()
                : null;
    }

    [Fact]
    public async Task What_is_asked_of_either_is_counted_once()
    {
        var (id, token) = await platform.AppAsync();
        var clients = platform.Clients(token);
        for (var i = 0; i < 12; i++)
        {
            (await clients[i % 3 == 0 ? 1 : 0].Get(Organisations)).Expect(HttpStatusCode.OK);
        }

        using var admin = await platform.AsAsync(Accounts.Admin, "access");
        await Eventually.TrueAsync(async () => await CountedAsync() == 12, "all are counted");
        // Told again by nobody.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(12, await CountedAsync());

        async Task<long> CountedAsync() =>
            (await admin.Get($"/api/access/v1/apps/{id}/usage")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Where(item => item!["service"]!.GetValue<string>() == "registry")
                .Sum(item => item!["succeeded"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_service_that_is_away_is_told_by_both_and_its_return_found_by_each()
    {
        await using var redis = new LocalServers.RedisServer();
        await redis.StartAsync();
        await using var service = await StubService.StartAsync("one");
        KeyValuePair<string, string?>[] settings =
        [
            new("ConnectionStrings:cache", redis.ConnectionString),
            new("services:registry:http:0", service.Address),
        ];
        await using var one = await GatewayProcess.StartAsync(settings);
        await using var other = await GatewayProcess.StartAsync(settings);
        service.Behaves = StubService.BreakAsync;
        for (var i = 0; i < 60; i++)
        {
            (await one.Edge.Get("/api/registry/v1/anything")).Expect(503, "server.unavailable");
        }

        // A circuit is of what a gateway sees itself: the other one asks.
        var received = service.Received;
        var answer = (await other.Edge.Get("/api/registry/v1/anything")).Expect(503, "server.unavailable");
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        Assert.True(service.Received > received);
        service.Behaves = _ => Task.CompletedTask;
        foreach (var gateway in new[] { one, other })
        {
            await Eventually.TrueAsync(
                async () => (await gateway.Edge.Get("/api/registry/v1/anything")).Status == HttpStatusCode.OK,
                "the service is found again"
            );
        }
    }

    [Fact]
    public async Task While_Redis_is_away_both_are_ready_give_their_share_and_the_metric_says_so()
    {
        await using var redis = new LocalServers.RedisServer();
        await redis.StartAsync();
        await using var service = await StubService.StartAsync("one");
        KeyValuePair<string, string?>[] settings =
        [
            new("ConnectionStrings:cache", redis.ConnectionString),
            new("services:registry:http:0", service.Address),
            new("RateLimit:PerMinute", "40"),
        ];
        await using var one = await GatewayProcess.StartAsync(settings);
        await using var other = await GatewayProcess.StartAsync(settings);
        await Eventually.TrueAsync(
            () => Task.FromResult(new[] { one, other }.All(gateway => gateway.Services.GetRequiredService<SharedPermits>().Gateways == 2)),
            "the gateways know of each other",
            TimeSpan.FromSeconds(20)
        );
        var limit = -1;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "platform.ratelimit.shared")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };

        listener.SetMeasurementEventCallback<int>((_, value, _, _) => Volatile.Write(ref limit, value));
        listener.Start();
        await redis.KillAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await one.Edge.Get("/api/registry/v1/anything");
                return Volatile.Read(ref limit) == 0;
            },
            "the metric says that Redis is away",
            TimeSpan.FromSeconds(20)
        );
        await WholeWindowAsync();
        foreach (var gateway in new[] { one, other })
        {
            (await gateway.Edge.Get("/health/ready")).Expect(HttpStatusCode.OK);
            var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => gateway.Edge.Get("/api/registry/v1/anything")));
            // Neither all nor nothing: half of the limit at most, less what was asked in this minute before.
            Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.OK), 1, 20);
        }
    }

    /// <summary>Limits count by the minutes of the clock: a test begins where enough of one is left.</summary>
    private static Task WholeWindowAsync() =>
        Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow.Second < 50), "a minute has begun", TimeSpan.FromSeconds(20));
}
