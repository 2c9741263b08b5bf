using MassTransit;

namespace Platform.Messaging;

/// <summary>The broker: publishing completes with the broker's confirm.</summary>
internal sealed class RabbitMqBus(IBus bus) : IEventBus
{
    // With the broker away a publish waits for the connection; the relay has to give its lanes back instead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        await bus.Publish(envelope.Deserialize(), EventTypes.TypeOf(envelope.Type), Pipe.Execute<PublishContext>(envelope.WriteTo), timeout.Token);
    }
}
