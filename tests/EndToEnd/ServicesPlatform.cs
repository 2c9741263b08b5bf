using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// The services and the gateway as separate processes on private PostgreSQL, RabbitMQ and Redis, as <c>./dev run --services</c> starts
/// them.
/// </summary>
public class ServicesPlatform : RunningPlatform
{
    internal Topology Topology { get; private set; } = null!;

    public override async ValueTask InitializeAsync() =>
        Topology = await Topology.StartAsync(Address, Data, dataFolder: null, printed: RecordLine);

    protected override ValueTask EndAsync() => Topology?.DisposeAsync() ?? ValueTask.CompletedTask;
}
