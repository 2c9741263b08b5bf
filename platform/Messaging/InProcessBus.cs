using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Platform.Messaging;

/// <summary>
/// The embedded bus: the services of one process share it, and it hands each event to the consumers of every service. It holds nothing: an
/// event stays in its outbox until every consumer has committed, so a crash loses nothing and the inbox makes the repetition harmless.
/// </summary>
public sealed class InProcessBus : IEventBus
{
    private readonly ConcurrentDictionary<string, Inbox> services = new();

    /// <summary>How many services listen; a host that starts services side by side lets the relays begin when all are there.</summary>
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

    /// <summary>Once the service's database is ready, its consumers listen.</summary>
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
