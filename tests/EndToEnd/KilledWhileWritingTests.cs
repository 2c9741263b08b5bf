using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>SIGKILL at random moments while a client writes: what was answered is there afterwards, every effect exactly once.</summary>
public sealed class KilledWhileWritingTests(StandalonePlatform platform) : IClassFixture<StandalonePlatform>
{
    private const int Kills = 20;

    [Fact]
    public async Task Nothing_answered_is_lost_and_nothing_happens_twice()
    {
        var random = new Random(20260101);
        var writing = new RegistrationWriter(platform);
        foreach (var account in new[] { "org1", "registrar", "admin" })
        {
            await platform.AsAsync(account);
        }

        using var stop = new CancellationTokenSource();
        var writer = writing.RunAsync(stop.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = writing.Count;
            await Eventually.TrueAsync(
                () => Task.FromResult(writing.Count > before || writer.IsCompleted),
                "the client gets on",
                TimeSpan.FromSeconds(60)
            );
            await Task.Delay(random.Next(5, 400));
            await platform.KillAsync();
            await platform.StartAsync();
        }

        await stop.CancelAsync();
        await writer;
        await writing.EachIsThereOnceAsync();
    }
}
