using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// The bus on RabbitMQ. Publishing completes with the broker's confirm. When the broker returns after an outage, the queues are consumed
/// again within seconds: a connection that does not recover is replaced, because a MassTransit connection may never retry (its issue
/// 5692).
/// </summary>
internal sealed class RabbitMqBus(Uri broker, BrokerProbe probe, Inbox inbox, MessagingOptions options, ILoggerFactory loggers)
    : BackgroundLoop(loggers.CreateLogger<RabbitMqBus>()),
        IEventBus,
        IHealthCheck
{
    // Without a broker, a publish waits for the connection; the timeout makes the relay release its lanes.
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1),
        ReconnectTimeout = TimeSpan.FromSeconds(8),
        MaxReconnectTimeout = TimeSpan.FromMinutes(1);

    private volatile BrokerConnection connection = new(broker, inbox, options, loggers);
    private volatile bool publishes = true;
    private int answers;
    private TimeSpan timeout = ReconnectTimeout;

    private bool IsWhole => publishes && connection.IsWhole;

    public async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PublishTimeout);
        try
        {
            await connection.Bus.Publish(envelope, context => context.MessageId = envelope.Id, timeout.Token).WaitAsync(timeout.Token);
            publishes = true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            publishes = false;
            throw new TimeoutException($"The broker has not confirmed the event within {PublishTimeout.TotalSeconds} s.");
        }
    }

    /// <summary>Returns "degraded" while the broker is away: writes go to the outbox, so the service is still ready.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            IsWhole ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The broker is away, or has not been noticed again yet.")
        );

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndAsync(connection);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = ConnectAsync(connection);
        await base.StartAsync(cancellationToken);
    }

    protected override TimeSpan StartsAfter => PollInterval;

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        if (IsWhole)
        {
            (answers, timeout) = (0, ReconnectTimeout);
            return PollInterval;
        }

        answers = await probe.FindFailureAsync(cancellationToken) is null ? answers + 1 : 0;
        if (answers * PollInterval < timeout)
        {
            return PollInterval;
        }

        Log.LogWarning("The broker has answered for {Seconds} s and the bus does not: connecting anew", timeout.TotalSeconds);
        var old = connection;
        connection = new(broker, inbox, options, loggers);
        publishes = true;
        _ = ConnectAsync(connection);
        // Stopping the old connection may take long or never complete.
        _ = EndAsync(old);
        // If a new connection does not help, the cause is elsewhere, so the next replacement comes later.
        (answers, timeout) = (0, timeout * 2 < MaxReconnectTimeout ? timeout * 2 : MaxReconnectTimeout);
        return PollInterval;
    }

    /// <summary>Starts a connection; without a broker it continues to try.</summary>
    private async Task ConnectAsync(BrokerConnection starting)
    {
        try
        {
            await starting.StartAsync();
        }
        catch (Exception exception)
        {
            if (!starting.IsEnding && starting == connection)
            {
                Log.LogWarning("The bus does not start ({Reason})", exception.Message);
            }
        }
    }

    private async Task EndAsync(BrokerConnection ending)
    {
        using var timeout = new CancellationTokenSource(BrokerConnection.StopTimeout);
        try
        {
            await ending.StopAsync(ending.IsStarting && await probe.FindFailureAsync(timeout.Token) is null, timeout.Token);
        }
        catch (Exception exception)
        {
            Log.LogWarning("A connection to the broker did not end in order ({Reason})", exception.Message);
        }

        await ending.DisposeAsync();
    }
}
