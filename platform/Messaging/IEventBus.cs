namespace Platform.Messaging;

/// <summary>The bus to which the outbox relays publish: RabbitMQ, or the bus of this process.</summary>
public interface IEventBus
{
    /// <summary>
    /// Publishes an event. Completes when the broker has confirmed it or, in process, when every consumer has consumed it or has a dead
    /// letter of it.
    /// </summary>
    Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
