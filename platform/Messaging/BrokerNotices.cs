using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// Logs one line when the broker is away, with the reason, again every minute, and one line when it is back. MassTransit's own log of its
/// connections, a stack trace for each queue and attempt, is filtered out.
/// </summary>
internal sealed class BrokerNotices(BrokerProbe broker, RabbitMqBus bus, ILogger<BrokerNotices> log) : BackgroundLoop(log)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1),
        RepeatInterval = TimeSpan.FromMinutes(1);

    private long? reportedAt;

    protected override TimeSpan StartsAfter => PollInterval;

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        if ((await bus.CheckHealthAsync(new HealthCheckContext(), cancellationToken)).Status == HealthStatus.Healthy)
        {
            if (reportedAt is not null)
            {
                Log.LogInformation("RabbitMQ is back");
            }

            reportedAt = null;
        }
        else if (
            (reportedAt is null || TimeProvider.System.GetElapsedTime(reportedAt.Value) > RepeatInterval)
            && await broker.FindFailureAsync(cancellationToken) is { } reason
        )
        {
            Log.LogWarning(
                "RabbitMQ does not answer at {Address} ({Reason}): events wait in the outbox until it does; check ConnectionStrings:messaging",
                broker.Address,
                reason
            );
            reportedAt = TimeProvider.System.GetTimestamp();
        }

        return PollInterval;
    }
}
