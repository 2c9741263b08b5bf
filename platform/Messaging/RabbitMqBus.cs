using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// The broker. Publishing completes with its confirm. When it comes back after it was away, the queues are taken from again within
/// seconds: a connection that has not noticed is replaced, because one of MassTransit's may never look again (its issue 5692).
/// </summary>
internal sealed class RabbitMqBus(Uri broker, BrokerProbe probe, Inbox inbox, MessagingOptions options, ILoggerFactory loggers)
    : BackgroundService,
        IEventBus,
        IHealthCheck
{
    // With the broker away a publish waits for the connection; the relay has to give its lanes back instead.
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1),
        ReconnectTimeout = TimeSpan.FromSeconds(8),
        MaxReconnectTimeout = TimeSpan.FromMinutes(1);

    private readonly ILogger log = loggers.CreateLogger<RabbitMqBus>();
    private volatile BrokerConnection connection = new(broker, inbox, options, loggers);
    private volatile bool publishes = true;

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

    /// <summary>With the broker away writes go to the outbox: that is worse than healthy, but the service is ready.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            IsWhole ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The broker is away, or has not been noticed again yet.")
        );

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndAsync(connection);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = StartAsync(connection);
        var (answers, timeout) = (0, ReconnectTimeout);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (IsWhole)
            {
                (answers, timeout) = (0, ReconnectTimeout);
                continue;
            }

            answers = await probe.FindFailureAsync(stoppingToken) is null ? answers + 1 : 0;
            if (answers * PollInterval < timeout)
            {
                continue;
            }

            log.LogWarning("The broker has answered for {Seconds} s and the bus does not: connecting anew", timeout.TotalSeconds);
            var old = connection;
            connection = new(broker, inbox, options, loggers);
            publishes = true;
            _ = StartAsync(connection);
            // Its end may take long, or never come.
            _ = EndAsync(old);
            // When the reason is another one, a new connection does not help.
            (answers, timeout) = (0, timeout * 2 < MaxReconnectTimeout ? timeout * 2 : MaxReconnectTimeout);
        }
    }

    /// <summary>Completes at once: with the broker away it goes on trying.</summary>
    private async Task StartAsync(BrokerConnection starting)
    {
        try
        {
            await starting.StartAsync();
        }
        catch (Exception exception)
        {
            if (!starting.IsEnding && starting == connection)
            {
                log.LogWarning("The bus does not start ({Reason})", exception.Message);
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
            log.LogWarning("A connection to the broker did not end in order ({Reason})", exception.Message);
        }

        await ending.DisposeAsync();
    }
}
