using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>Checks, without MassTransit, whether a connection to the broker is possible.</summary>
internal sealed class BrokerProbe(Uri broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConnectionFactory probes = new() { Uri = broker };

    /// <summary>The host and port of the broker.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{probes.HostName}:{probes.Endpoint.Port}");

    /// <summary>Returns the reason why no connection is possible, or <see langword="null"/> when one is.</summary>
    public async Task<string?> FindFailureAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            // A server with another protocol may make the client wait forever.
            await ConnectAsync(timeout.Token).WaitAsync(timeout.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? null : $"no answer within {Timeout.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or TimeoutException)
        {
            return exception.GetBaseException().Message;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await using var probe = await probes.CreateConnectionAsync("is the broker there?", cancellationToken);
        // The broker reports a missing virtual host only when a channel is opened.
        await using var channel = await probe.CreateChannelAsync(cancellationToken: cancellationToken);
    }
}
