using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// A service's queues and what is bound to them. They are made before any new version starts: an event that is published while a queue does not exist
/// yet would never come to it.
/// </summary>
public sealed class BrokerTopology(IServiceProvider services, ILogger<BrokerTopology> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromSeconds(1);

    internal bool IsAllThatIsWanted { get; private set; }

    /// <summary>Makes them and consumes nothing; waits for a broker that is away. Only in a process that does nothing else with the bus.</summary>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        IsAllThatIsWanted = true;
        var bus = services.GetRequiredService<IBusControl>();
        while (true)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(Patience);
            try
            {
                await bus.DeployAsync(attempt.Token);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogWarning("The broker does not answer ({Reason}): check ConnectionStrings:messaging. Waiting", exception.Message);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
