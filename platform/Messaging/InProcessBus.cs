using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Mediator;

namespace Platform.Messaging;

/// <summary>
/// The embedded bus: the services of one process share it, and it hands each event to the consumers of every service. It holds nothing: an event
/// stays in its outbox until every consumer has committed, so a crash loses nothing and the inbox makes the repetition harmless.
/// </summary>
public sealed class InProcessBus : IEventBus
{
    private readonly ConcurrentDictionary<string, IMediator> services = new();

    /// <summary>How many services listen; a host that starts services side by side lets the relays begin when all are there.</summary>
    public int ExpectedServices { get; init; } = 1;

    internal bool IsComplete => services.Count >= ExpectedServices;

    internal void Subscribe(string service, IMediator mediator) => services[service] = mediator;

    /// <inheritdoc/>
    public Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken) =>
        Task.WhenAll(services.Values.Select(mediator => DeliverAsync(mediator, envelope, cancellationToken)));

    internal static Task DeliverAsync(IMediator mediator, EventEnvelope envelope, CancellationToken cancellationToken) =>
        mediator.Publish(envelope.Deserialize(), EventTypes.TypeOf(envelope.Type), Pipe.Execute<PublishContext>(envelope.WriteTo), cancellationToken);
}
