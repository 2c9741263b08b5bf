using System.Collections.Concurrent;
using Platform.Native;

namespace Platform.EndToEnd.Tests;

/// <summary>The services and the gateway as separate processes on private PostgreSQL, RabbitMQ and Redis, as <c>./dev run --services</c> starts them.</summary>
public class ServicesPlatform : RunningPlatform
{
    private const int LinesKept = 80, CharactersShown = 700;

    private readonly ConcurrentQueue<string> failures = new();

    internal Topology Topology { get; private set; } = null!;

    /// <summary>The last failures that the processes have printed: for the message of a test that fails.</summary>
    public string Failures => string.Join('\n', failures);

    public override async ValueTask InitializeAsync() => Topology = await Topology.StartAsync(Address, Data, keepIn: null, printed: Keep);

    protected override ValueTask EndAsync() => Topology?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Keep(string name, string line)
    {
        if (!line.Contains(" fail: ", StringComparison.Ordinal) && !line.Contains(" warn: ", StringComparison.Ordinal) && !line.Contains(" crit: ", StringComparison.Ordinal) && !line.StartsWith("Unhandled", StringComparison.Ordinal))
            return;
        failures.Enqueue($"{name}: {line[..Math.Min(line.Length, CharactersShown)]}");
        if (failures.Count > LinesKept)
            failures.TryDequeue(out _);
    }
}
