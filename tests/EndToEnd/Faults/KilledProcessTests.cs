using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>
/// SIGKILL of each of our processes and of each server in turn, at random moments under a writing client: what was answered is there afterwards, every
/// effect exactly once, and nothing waits among the dead letters. Five faults; with <c>PLATFORM_TEST_FULL=1</c> 200.
/// </summary>
public sealed class KilledProcessTests(ServicesPlatform platform) : IClassFixture<ServicesPlatform>
{
    private static readonly int Faults = Environment.GetEnvironmentVariable("PLATFORM_TEST_FULL") == "1" ? 200 : 5;

    [Fact]
    public async Task Nothing_answered_is_lost_and_nothing_happens_twice()
    {
        var topology = platform.Topology;
        LocalProcess[] victims =
        [
            topology.Services["registry"], topology.Servers.RabbitMq, topology.Servers.Postgres, topology.Services["access"], topology.Gateway,
            topology.Servers.Redis, topology.Services["rewards"], topology.Services["sandbox"], topology.Services["partnerships"],
        ];
        var random = new Random(20260101);
        var writing = new RegistrationWriter(platform);
        foreach (var account in new[] { "org1", "registrar", "admin" })
            await platform.AsAsync(account);
        using var stop = new CancellationTokenSource();
        var writer = writing.RunAsync(stop.Token);
        for (var fault = 0; fault < Faults; fault++)
        {
            var before = writing.Count;
            await Eventually.TrueAsync(() => Task.FromResult(writing.Count > before || writer.IsCompleted), "the client gets on", TimeSpan.FromSeconds(60));
            await Task.Delay(random.Next(5, 600));
            var victim = victims[fault % victims.Length];
            await victim.KillAsync();
            await victim.RestartAsync();
            TestContext.Current.SendDiagnosticMessage($"{victim.Name} was killed; {writing.Count} registrations so far");
        }

        await stop.CancelAsync();
        await writer;
        await writing.EachIsThereOnceAsync();
        var admin = await platform.AsAsync("admin");
        foreach (var service in topology.Services.Keys)
            Assert.Empty((await admin.Get($"/api/{service}/v1/dead-letters")).Expect(HttpStatusCode.OK)["items"]!.AsArray());
    }
}
