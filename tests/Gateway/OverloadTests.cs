using System.Net;
using Platform.Harness;

namespace Platform.Gateway.Tests;

/// <summary>A service that does not answer, and more requests than can be served: nobody waits for what will not come.</summary>
public sealed class OverloadTests
{
    private const string Path = "/api/registry/v1/anything";

    [Fact]
    public async Task A_service_that_breaks_requests_is_left_alone_for_a_moment_and_then_tried_again()
    {
        await using var service = await StubService.StartAsync("one");
        await using var other = await StubService.StartAsync("other");
        await using var gateway = await GatewayProcess.StartAsync(
            new("services:registry:http:0", service.Address),
            new("services:rewards:http:0", other.Address)
        );
        service.Behaves = StubService.BreakAsync;
        for (var i = 0; i < 60; i++)
        {
            (await gateway.Edge.Get(Path)).Expect(503, "server.unavailable");
        }

        Assert.InRange(service.Received, 20, 40);
        // Another service has a circuit of its own.
        (await gateway.Edge.Get("/api/rewards/v1/anything")).Expect(HttpStatusCode.OK);
        service.Behaves = _ => Task.CompletedTask;
        await Eventually.TrueAsync(async () => (await gateway.Edge.Get(Path)).Status == HttpStatusCode.OK, "the service is tried again");
    }

    [Fact]
    public async Task What_the_service_answers_is_no_failure_of_its_circuit()
    {
        await using var service = await StubService.StartAsync("one");
        await using var gateway = await GatewayProcess.StartAsync(
            new KeyValuePair<string, string?>("services:registry:http:0", service.Address)
        );
        service.Behaves = StubService.AnswerUnavailableAsync;
        for (var i = 0; i < 60; i++)
        {
            (await gateway.Edge.Get(Path)).Expect(HttpStatusCode.ServiceUnavailable);
        }

        Assert.Equal(60, service.Received);
    }

    [Fact]
    public async Task Requests_beyond_what_is_served_at_once_are_refused_and_health_is_not()
    {
        await using var service = await StubService.StartAsync("one");
        await using var gateway = await GatewayProcess.StartAsync(
            new("services:registry:http:0", service.Address),
            new("Gateway:MaxConcurrentRequests", "2")
        );
        var free = new TaskCompletionSource();
        service.Behaves = _ => free.Task;
        Task<Reply>[] served = [gateway.Edge.Get(Path), gateway.Edge.Get(Path)];
        await Eventually.TrueAsync(() => Task.FromResult(service.Received == 2), "two are under way");
        var refused = (await gateway.Edge.Get(Path)).Expect(503, "server.overloaded");
        Assert.True(refused.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        (await gateway.Edge.Get("/health/live")).Expect(HttpStatusCode.OK);
        free.SetResult();
        Assert.All(await Task.WhenAll(served), reply => reply.Expect(HttpStatusCode.OK));
        (await gateway.Edge.Get(Path)).Expect(HttpStatusCode.OK);
        Assert.Equal(3, service.Received);
    }
}
