using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>
/// SIGKILL of each of our processes and of each server in turn, at random moments. Five faults; with <c>PLATFORM_TEST_FULL=1</c> 200.
/// </summary>
[Collection(FaultTests.Name)]
public sealed class KilledProcessTests(FaultPlatform platform)
{
    private static readonly int Faults = FaultPlatform.IsFull ? 200 : 5;

    [Fact]
    public Task Nothing_answered_is_lost_and_nothing_happens_twice() =>
        platform.UnderAWritingClientAsync(async () =>
        {
            var topology = platform.Topology;
            LocalProcess[] victims =
            [
                topology.Services["registry"],
                topology.Servers.RabbitMq,
                topology.Servers.Postgres,
                topology.Services["access"],
                topology.Gateway,
                topology.Servers.Redis,
                topology.Services["rewards"],
                topology.Services["sandbox"],
                topology.Services["partnerships"],
            ];
            var random = new Random(20260101);
            for (var fault = 0; fault < Faults; fault++)
            {
                await platform.GetsOnAsync();
                await Task.Delay(random.Next(5, 600));
                var victim = victims[fault % victims.Length];
                var clock = System.Diagnostics.Stopwatch.StartNew();
                await victim.KillAsync();
                await victim.RestartAsync();
                TestContext.Current.SendDiagnosticMessage(
                    $"{fault + 1}: {victim.Name} was back after {clock.Elapsed.TotalSeconds:0.0} s; {platform.Writing.Count} registrations so far"
                );
            }
        });
}
