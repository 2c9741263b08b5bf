namespace Platform.Messaging;

/// <summary>Takes events from the relays: RabbitMQ, or this process.</summary>
public interface IEventBus
{
    /// <summary>
    /// Completes when the event is safe with the bus: confirmed by the broker; or, in process, consumed by (or a dead letter of) every
    /// consumer.
    /// </summary>
    Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
