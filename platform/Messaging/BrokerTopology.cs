using MassTransit;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// A service's queues and what is bound to them. They are made before any new version starts: an event that is published while a queue
/// does not exist
/// yet would never come to it.
/// </summary>
public sealed class BrokerTopology
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10),
        Pause = TimeSpan.FromSeconds(1);

    private readonly Func<BrokerConnection> connect;
    private readonly ILogger<BrokerTopology> log;

    internal BrokerTopology(Uri broker, Inbox inbox, MessagingOptions options, ILoggerFactory loggers)
    {
        connect = () => new(broker, inbox, options, loggers, topologyOnly: true);
        log = loggers.CreateLogger<BrokerTopology>();
    }

    /// <summary>Makes them and consumes nothing; waits for a broker that is away.</summary>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var connection = connect();
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(Timeout);
            try
            {
                // Now and then MassTransit's deployment never ends, whatever its token says. Once more changes nothing.
                await connection.Bus.DeployAsync(attempt.Token).WaitAsync(attempt.Token);
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
