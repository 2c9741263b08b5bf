using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Platform.Messaging;

/// <summary>
/// The embedded bus, shared by the services of one process; it passes each event to the consumers of every service. It stores nothing: an
/// event remains in its outbox until every consumer has committed, so a crash loses nothing, and the inbox ignores the repetition.
/// </summary>
public sealed class InProcessBus : IEventBus
{
    private readonly ConcurrentDictionary<string, Inbox> services = new();

    /// <summary>
    /// The number of services. When a host starts services in parallel, the relays begin once all of them have subscribed.
    /// </summary>
    public int ExpectedServices { get; init; } = 1;

    internal bool IsComplete => services.Count >= ExpectedServices;

    /// <inheritdoc/>
    public Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken) =>
        Task.WhenAll(
            from inbox in services.Values
            from consumer in inbox.Consumers
            where consumer.Consumes(envelope.Type)
            select inbox.ReceiveAsync(consumer, envelope, cancellationToken)
        );

    /// <summary>Subscribes the consumers of a service once its database is ready.</summary>
    internal sealed class Subscription(InProcessBus bus, Inbox inbox, MessagingOptions options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            bus.services[options.Service] = inbox;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
