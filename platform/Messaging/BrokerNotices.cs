using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>
/// Says in one line that the broker is away and why, again every minute, and when it is back. MassTransit's own words about its connections, which are a
/// stack trace for each queue and attempt, are left out of the log.
/// </summary>
internal sealed class BrokerNotices(Uri broker, RabbitMqBus bus, ILogger<BrokerNotices> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Again = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(5);

    private readonly ConnectionFactory probes = new() { Uri = broker };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? told = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if ((await bus.CheckHealthAsync(new HealthCheckContext(), stoppingToken)).Status == HealthStatus.Healthy)
            {
                if (told is not null)
                    log.LogInformation("RabbitMQ is back");
                told = null;
            }
            else if ((told is null || TimeProvider.System.GetElapsedTime(told.Value) > Again) && await WhyNotAsync(stoppingToken) is { } reason)
            {
                log.LogWarning(
                    "RabbitMQ does not answer at {Host}:{Port} ({Reason}): events wait in the outbox until it does; check ConnectionStrings:messaging",
                    probes.HostName, probes.Endpoint.Port, reason);
                told = TimeProvider.System.GetTimestamp();
            }
        }
    }

    /// <summary>What keeps a connection from being made; nothing when one can be.</summary>
    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            // What speaks another protocol may keep the client waiting for ever.
            await ConnectAsync(patience.Token).WaitAsync(patience.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? null : $"no answer within {Patience.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or TimeoutException)
        {
            return exception.GetBaseException().Message;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await using var probe = await probes.CreateConnectionAsync("is the broker there?", cancellationToken);
        // Only then does it say that there is no such virtual host.
        await using var channel = await probe.CreateChannelAsync(cancellationToken: cancellationToken);
    }
}
