using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>Asks the broker, past MassTransit, whether a connection can be made.</summary>
internal sealed class BrokerProbe(Uri broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConnectionFactory probes = new() { Uri = broker };

    /// <summary>Host and port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{probes.HostName}:{probes.Endpoint.Port}");

    /// <summary>What keeps a connection from being made; nothing when one can be.</summary>
    public async Task<string?> FindFailureAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            // What speaks another protocol may keep the client waiting for ever.
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
        // Only then does it say that there is no such virtual host.
        await using var channel = await probe.CreateChannelAsync(cancellationToken: cancellationToken);
    }
}
