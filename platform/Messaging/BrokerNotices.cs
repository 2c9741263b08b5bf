using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// Says in one line that the broker is away and why, again every minute, and when it is back. MassTransit's own words about its connections, which are a
/// stack trace for each queue and attempt, are left out of the log.
/// </summary>
internal sealed class BrokerNotices(BrokerProbe broker, RabbitMqBus bus, ILogger<BrokerNotices> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Again = TimeSpan.FromMinutes(1);

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
            else if ((told is null || TimeProvider.System.GetElapsedTime(told.Value) > Again) && await broker.WhyNotAsync(stoppingToken) is { } reason)
            {
                log.LogWarning(
                    "RabbitMQ does not answer at {Address} ({Reason}): events wait in the outbox until it does; check ConnectionStrings:messaging",
                    broker.Address, reason);
                told = TimeProvider.System.GetTimestamp();
            }
        }
    }
}
