using MassTransit;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// The queues and bindings of a service. They are created before a new version starts, because a queue never receives an event that was
/// published before it existed.
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

    /// <summary>Creates the queues and bindings without consuming; waits while the broker is away.</summary>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var connection = connect();
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(Timeout);
            try
            {
                // MassTransit's deployment sometimes never ends and ignores its token. It is idempotent, so we try again.
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
