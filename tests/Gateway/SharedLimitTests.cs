using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Gateway.Tests;

/// <summary>The rate limits of several gateways behind one Redis.</summary>
public sealed class SharedLimitTests
{
    [Fact]
    public async Task Two_gateways_together_give_a_caller_the_limit_and_not_more()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var one = await Gateway.StartAsync(redis, perMinute: 40);
        await using var other = await Gateway.StartAsync(redis, perMinute: 40);
        await WholeWindowAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : other).AcquireAsync("app/1")));
        Assert.Equal(40, answers.Count(answer => answer.Granted));
        Assert.All(answers.Where(answer => !answer.Granted), answer => Assert.Equal(0, answer.Left));
        Assert.All(answers, answer => Assert.InRange(answer.ResetSeconds, 1, 60));
        // Another caller has a limit of his own, and what is left goes down across both.
        Assert.Equal(39, (await one.AcquireAsync("app/2")).Left);
        Assert.Equal(38, (await other.AcquireAsync("app/2")).Left);
    }

    [Fact]
    public async Task Whoever_changes_the_gateway_does_not_get_more_requests_answered()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var service = await StubService.StartAsync("one");
        KeyValuePair<string, string?>[] settings =
        [
            new("ConnectionStrings:cache", redis.ConnectionString),
            new("RateLimit:PerMinute", "40"),
            new("services:registry:http:0", service.Address),
        ];
        await using var one = await GatewayProcess.StartAsync(settings);
        await using var other = await GatewayProcess.StartAsync(settings);
        await WholeWindowAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : other).Edge.Get("/api/registry/v1/anything"))
        );
        Assert.Equal(40, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(40, service.Received);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
        {
            answer.Expect(429, "request.rate-limited");
            Assert.InRange(answer.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        });
    }

    [Fact]
    public async Task Permits_are_leased_in_batches()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var one = await Gateway.StartAsync(redis, perMinute: 60_000);
        await using var other = await Gateway.StartAsync(redis, perMinute: 60_000);
        await WholeWindowAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(60_000 - i - 1, (await one.AcquireAsync("app/1")).Left);
        }

        // Of the second batch one is used here, and all of it is out of the other's reach.
        await one.AcquireAsync("app/1");
        Assert.Equal(60_000 - 200 - 1, (await other.AcquireAsync("app/1")).Left);
    }

    [Fact]
    public async Task While_Redis_is_away_each_gateway_gives_its_share_says_so_once_and_comes_back()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var one = await Gateway.StartAsync(redis, perMinute: 40);
        await using var other = await Gateway.StartAsync(redis, perMinute: 40);
        await Eventually.TrueAsync(
            () => Task.FromResult(one.Shared.Gateways == 2 && other.Shared.Gateways == 2),
            "the gateways know of each other",
            TimeSpan.FromSeconds(20)
        );
        await redis.KillAsync();

        await WholeWindowAsync();
        var answers = new List<(bool Granted, int, int)>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add(await one.AcquireAsync("app/1"));
        }

        Assert.Equal(20, answers.Count(answer => answer.Granted));
        Assert.True((await other.AcquireAsync("app/1")).Granted);
        Assert.Single(one.Lines, line => line.StartsWith("Redis is away", StringComparison.Ordinal));
        Assert.True(one.Shared.IsAway);

        await redis.RestartAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(!one.Shared.IsAway && !other.Shared.IsAway),
            "Redis is used again",
            TimeSpan.FromSeconds(30)
        );
        await WholeWindowAsync();
        var shared = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : other).AcquireAsync("app/3")));
        Assert.Equal(40, shared.Count(answer => answer.Granted));
        Assert.Equal(2, one.Lines.Count);
        Assert.StartsWith("Redis is back", one.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Redis_at_the_start_a_gateway_starts_on_its_own()
    {
        var redis = new RedisServer();
        await using var absent = redis;
        await using var one = await Gateway.StartAsync(redis, perMinute: 40);
        await WholeWindowAsync();
        var answers = new List<(bool Granted, int, int)>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add(await one.AcquireAsync("app/1"));
        }

        Assert.Equal(20, answers.Count(answer => answer.Granted));
    }

    /// <summary>Limits count by the minutes of the clock: a test begins where enough of one is left.</summary>
    private static Task WholeWindowAsync() =>
        Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow.Second < 52), "a minute has begun", TimeSpan.FromSeconds(20));

    private sealed class Gateway(SharedPermits shared, RateLimits limits, int perMinute, ListLogger log) : IAsyncDisposable
    {
        public SharedPermits Shared => shared;

        public ConcurrentQueue<string> Lines => log.Lines;

        public static async Task<Gateway> StartAsync(RedisServer redis, int perMinute)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("RateLimit:PerMinute", perMinute.ToString(System.Globalization.CultureInfo.InvariantCulture))])
                .Build();
            var log = new ListLogger();
            var shared = new SharedPermits(redis.ConnectionString, configuration, log);
            await shared.StartAsync(CancellationToken.None);
            return new(shared, new RateLimits(shared), perMinute, log);
        }

        public Task<(bool Granted, int Left, int ResetSeconds)> AcquireAsync(string caller) =>
            limits.AcquireAsync(caller, perMinute).AsTask();

        public async ValueTask DisposeAsync()
        {
            await shared.StopAsync(CancellationToken.None);
            shared.Dispose();
        }
    }

    private sealed class ListLogger : ILogger<SharedPermits>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception));
    }
}
