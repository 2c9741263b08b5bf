using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Platform.Harness;

namespace Platform.Gateway.Tests;

/// <summary>Ten thousand apps at one gateway: each has its own limit, and what is kept of them is bounded.</summary>
public sealed class ManyAppsTests
{
    private const int Apps = 10_000,
        AtOnce = 16;
    private const long MaxRetained = 200L << 20;

    [Fact]
    public async Task Each_has_its_own_limit_and_takes_little_memory()
    {
        await using var service = await StubService.StartAsync("one");
        var issuer = await TestIssuer.GetAsync();
        await using var gateway = await GatewayProcess.StartAsync(
            new("Identity:Issuer", TestIssuer.Issuer),
            new("services:access:http:0", issuer.Address),
            new("services:registry:http:0", service.Address),
            new("RateLimit:PerMinute", "1000")
        );
        var tokens = Enumerable
            .Range(0, Apps)
            .AsParallel()
            .Select(i =>
                issuer.Token($"app-{i}", $"party-{i}", ["organisation"], "registry.read", token => token.Claims["client_id"] = $"app-{i}")
            )
            .ToArray();
        await RoundAsync(gateway, tokens[..100]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (first, again) = (await RoundAsync(gateway, tokens), await RoundAsync(gateway, tokens));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Apps} apps, {AtOnce} at a time: first {first.Time.TotalSeconds:0.0} s, again {again.Time.TotalSeconds:0.0} s; "
                + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MiB more"
        );
        Assert.Single(first.Lefts);
        Assert.Equal(Apps + Apps + 100, service.Received);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxRetained);
    }

    /// <summary>One request of each app; the time, and how many of each limit are left (the first hundred asked once before).</summary>
    private static async Task<(TimeSpan Time, HashSet<string> Lefts)> RoundAsync(GatewayProcess gateway, string[] tokens)
    {
        var (clock, lefts) = (Stopwatch.StartNew(), new System.Collections.Concurrent.ConcurrentDictionary<string, bool>());
        await Parallel.ForEachAsync(
            tokens.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (app, cancellationToken) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/registry/v1/anything");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", app.Item);
                using var answer = await gateway.Edge.SendAsync(request, cancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                if (app.Index >= 100)
                {
                    lefts[answer.Headers.GetValues("RateLimit").Single().Split(';')[1]] = true;
                }
            }
        );
        return (clock.Elapsed, [.. lefts.Keys]);
    }
}
