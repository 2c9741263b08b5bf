using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>
/// Starts the bus again when the broker has been back for a while and the bus has not noticed: each of its queues looks for the broker in pauses that grow
/// to half a minute and more, which is too long for those who wait for what lies in the queue.
/// </summary>
internal sealed class BrokerReturn(Uri broker, IBusControl bus, ILogger<BrokerReturn> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), First = TimeSpan.FromSeconds(8), Last = TimeSpan.FromMinutes(1);

    private readonly ConnectionFactory connections = new() { Uri = broker, RequestedConnectionTimeout = First, ClientProvidedName = "is the broker back?" };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (looks, patience) = (0, First);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, stoppingToken);
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
            {
                (looks, patience) = (0, First);
                continue;
            }

            looks = await AnswersAsync(stoppingToken) ? looks + 1 : 0;
            if (looks * Look < patience)
                continue;
            log.LogWarning("The broker has answered for {Seconds} s and not every queue is taken from: the bus is started again", patience.TotalSeconds);
            await StartAgainAsync(stoppingToken);
            // When it is not the broker, starting again does not help.
            (looks, patience) = (0, patience * 2 < Last ? patience * 2 : Last);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await connections.CreateConnectionAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or RabbitMQClientException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(Last);
        try
        {
            await bus.StopAsync(attempt.Token);
            await bus.StartAsync(attempt.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(exception, "The bus could not be started again yet");
        }
    }
}
