using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Messaging;

/// <summary>
/// The broker. One topic exchange takes every envelope, with the event's public name as the routing key; each consumer has a durable queue bound to the
/// names that it takes. Publishing completes with the broker's confirm.
/// </summary>
internal sealed class RabbitMqBus(IBus bus) : IEventBus
{
    private const string Topic = "topic", EveryEvent = "#";

    // With the broker away a publish waits for the connection; the relay has to give its lanes back instead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        await bus.Publish(envelope, context => context.MessageId = envelope.Id, timeout.Token);
    }

    /// <summary>Joins a service to the broker.</summary>
    public static void Add(IServiceCollection services, Uri broker)
    {
        services.AddSingleton<IEventBus, RabbitMqBus>();
        services.AddSingleton<BrokerTopology>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<BrokerReturn>(provider, broker));
        services.AddMassTransit(bus =>
        {
            // With the broker away writes go to the outbox: that is worse than healthy, but the service is ready.
            bus.ConfigureHealthCheckOptions(check => check.MinimalFailureStatus = HealthStatus.Degraded);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.PrefetchCount = 64;
                rabbit.DeployTopologyOnly = context.GetRequiredService<BrokerTopology>().IsAllThatIsWanted;
                rabbit.Message<EventEnvelope>(message => message.SetEntityName("platform-events"));
                rabbit.Publish<EventEnvelope>(publish => publish.ExchangeType = Topic);
                rabbit.Send<EventEnvelope>(send => send.UseRoutingKeyFormatter(sent => sent.Message.Type));
                var inbox = context.GetRequiredService<Inbox>();
                foreach (var consumer in inbox.Consumers)
                    Listen(rabbit, inbox, consumer, $"{context.GetRequiredService<MessagingOptions>().Service}-{consumer.Name}");
            });
        });
    }

    private static void Listen(IRabbitMqBusFactoryConfigurator rabbit, Inbox inbox, Consumer consumer, string queue) => rabbit.ReceiveEndpoint(queue, endpoint =>
    {
        endpoint.ConfigureConsumeTopology = false;
        foreach (var name in consumer.TakesAll ? [EveryEvent] : consumer.Events)
            endpoint.Bind<EventEnvelope>(binding =>
            {
                binding.ExchangeType = Topic;
                binding.RoutingKey = name;
            });
        endpoint.Handler<EventEnvelope>(delivery => inbox.TakeAsync(consumer, delivery.Message, delivery.CancellationToken));
    });
}
