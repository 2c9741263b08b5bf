using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Gateway.Tests;

/// <summary>Several processes of one service behind the gateway.</summary>
public sealed class ReplicaTests
{
    private const string Path = "/api/registry/v1/anything";

    [Fact]
    public async Task All_replicas_take_part()
    {
        await using var replicas = await Replicas.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            (await replicas.Edge.Get(Path)).Expect(HttpStatusCode.OK);
        }

        Assert.InRange(replicas.One.Received, 40, 160);
        Assert.Equal(200, replicas.One.Received + replicas.Other.Received);
    }

    [Fact]
    public async Task A_read_goes_to_another_replica_when_one_breaks_or_says_that_it_is_unavailable()
    {
        await using var replicas = await Replicas.StartAsync();
        foreach (
            var failure in new Func<Microsoft.AspNetCore.Http.HttpContext, Task>[]
            {
                StubService.BreakAsync,
                StubService.AnswerUnavailableAsync,
            }
        )
        {
            replicas.One.Behaves = failure;
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal("other", (await replicas.Edge.Get(Path)).Expect(HttpStatusCode.OK).Text);
            }
        }

        Assert.True(replicas.One.Received > 0);
    }

    [Fact]
    public async Task What_the_last_replica_says_is_passed_on()
    {
        await using var replicas = await Replicas.StartAsync();
        replicas.One.Behaves = replicas.Other.Behaves = StubService.AnswerUnavailableAsync;
        var reply = (await replicas.Edge.Get(Path)).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("the database is away", 7.0), (reply.Text, reply.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal((1, 1), (replicas.One.Received, replicas.Other.Received));
        replicas.One.Behaves = replicas.Other.Behaves = StubService.BreakAsync;
        (await replicas.Edge.Get(Path)).Expect(503, "server.unavailable");
        Assert.Equal((2, 2), (replicas.One.Received, replicas.Other.Received));
    }

    [Fact]
    public async Task A_write_that_a_replica_may_have_begun_is_never_repeated()
    {
        await using var replicas = await Replicas.StartAsync();
        replicas.One.Behaves = replicas.Other.Behaves = StubService.BreakAsync;
        var reply = (await replicas.Edge.Post(Path, new { amount = 1 }, ("Idempotency-Key", "once"))).Expect(503, "server.unavailable");
        Assert.True(reply.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(1, replicas.One.Received + replicas.Other.Received);
        replicas.One.Behaves = replicas.Other.Behaves = StubService.AnswerUnavailableAsync;
        (await replicas.Edge.Post(Path, new { amount = 1 })).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(2, replicas.One.Received + replicas.Other.Received);
    }

    [Fact]
    public async Task A_write_whose_connection_was_never_made_goes_to_another_replica()
    {
        await using var replicas = await Replicas.StartAsync();
        await replicas.One.DisposeAsync();
        var seen = new List<string>();
        replicas.Other.Behaves = async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            seen.Add(await reader.ReadToEndAsync());
        };
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("other", (await replicas.Edge.Post(Path, new { amount = i })).Expect(HttpStatusCode.OK).Text);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $$"""{"amount":{{i}}}"""), seen);
    }

    [Fact]
    public async Task A_replica_that_is_not_ready_gets_no_requests_until_it_is_ready_again()
    {
        await using var replicas = await Replicas.StartAsync();
        replicas.One.IsReady = false;
        // Fifty in a row; not from the first moment on, because when the other one's answer to a check comes too late all are tried.
        await Eventually.TrueAsync(
            async () => await OfTenAsync(replicas, times: 5) == 0,
            "the gateway has noticed and remembers",
            TimeSpan.FromSeconds(20)
        );
        replicas.One.IsReady = true;
        await Eventually.TrueAsync(async () => await OfTenAsync(replicas) > 0, "the gateway has noticed", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_replica_that_says_it_is_ready_but_breaks_requests_is_spared_and_tried_again_later()
    {
        await using var replicas = await Replicas.StartAsync();
        replicas.One.Behaves = StubService.BreakAsync;
        await Eventually.TrueAsync(async () => await OfTenAsync(replicas) == 0, "the gateway has noticed", TimeSpan.FromSeconds(10));
        replicas.One.Behaves = _ => Task.CompletedTask;
        await Eventually.TrueAsync(async () => await OfTenAsync(replicas) > 0, "the gateway tries it again", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_service_whose_replicas_are_all_away_is_503_and_is_there_again_at_once()
    {
        await using var replicas = await Replicas.StartAsync();
        var address = new Uri(replicas.One.Address);
        await replicas.One.DisposeAsync();
        await replicas.Other.DisposeAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            Assert.True(
                (await replicas.Edge.Call(method, Path, null)).Expect(503, "server.unavailable").Message.Headers.RetryAfter!.Delta
                    > TimeSpan.Zero
            );
        }

        await using var back = await StubService.StartAsync("back", address.Port);
        Assert.Equal("back", (await replicas.Edge.Get(Path)).Expect(HttpStatusCode.OK).Text);
    }

    /// <summary>How many of ten requests, or several times ten, the first replica took.</summary>
    private static async Task<int> OfTenAsync(Replicas replicas, int times = 1)
    {
        var before = replicas.One.Received;
        for (var i = 0; i < 10 * times; i++)
        {
            (await replicas.Edge.Get(Path)).Expect(HttpStatusCode.OK);
        }

        return replicas.One.Received - before;
    }

    private sealed class Replicas(StubService one, StubService other, GatewayProcess gateway) : IAsyncDisposable
    {
        public StubService One => one;

        public StubService Other => other;

        public HttpClient Edge => gateway.Edge;

        public static async Task<Replicas> StartAsync()
        {
            // Ports that stay free when a stub goes.
            var (one, other) = (await StubService.StartAsync("one", Ports.Free()), await StubService.StartAsync("other", Ports.Free()));
            return new(
                one,
                other,
                await GatewayProcess.StartAsync(
                    new("services:registry:http:0", one.Address),
                    new("services:registry:http:1", other.Address)
                )
            );
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            await one.DisposeAsync();
            await other.DisposeAsync();
        }
    }
}
