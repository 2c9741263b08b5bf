namespace Platform.EndToEnd.Tests.Faults;

/// <summary>RabbitMQ is stopped for ten seconds; with <c>PLATFORM_TEST_FULL=1</c> for a minute.</summary>
[Collection(FaultTests.Name)]
public sealed class BrokerAwayTests(FaultPlatform platform)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(FaultPlatform.IsFull ? 60 : 10);

    [Fact]
    public Task Writes_are_accepted_and_what_they_caused_is_caught_up_within_a_minute() =>
        platform.UnderAWritingClientAsync(async () =>
        {
            var broker = platform.Topology.Servers.RabbitMq;
            await broker.StopAsync();
            var before = platform.Writing.Count;
            await Task.Delay(Away);
            var meanwhile = platform.Writing.Count - before;
            Assert.True(meanwhile > 0, "No registration was answered while the broker was away.");
            await broker.RestartAsync();
        });
}
