using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// One connection of a service to the broker, with all that hangs on it; a new one owes nothing to an old one. One topic exchange takes every envelope, with
/// the event's public name as the routing key; each consumer has a durable queue bound to the names that it takes.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private const string Topic = "topic", EveryEvent = "#";

    private readonly ServiceProvider container;

    public BrokerConnection(Uri broker, Inbox inbox, MessagingOptions options, ILoggerFactory log, bool topologyOnly = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton(log);
        services.AddMassTransit(bus => bus.UsingRabbitMq((_, rabbit) =>
        {
            rabbit.Host(broker);
            rabbit.PrefetchCount = 64;
            rabbit.DeployTopologyOnly = topologyOnly;
            rabbit.Message<EventEnvelope>(message => message.SetEntityName("platform-events"));
            rabbit.Publish<EventEnvelope>(publish => publish.ExchangeType = Topic);
            rabbit.Send<EventEnvelope>(send => send.UseRoutingKeyFormatter(sent => sent.Message.Type));
            foreach (var consumer in inbox.Consumers)
                Listen(rabbit, inbox, consumer, $"{options.Service}-{consumer.Name}");
        }));
        container = services.BuildServiceProvider();
        Bus = container.GetRequiredService<IBusControl>();
    }

    public IBusControl Bus { get; }

    /// <summary>Whether it publishes and takes from every queue.</summary>
    public bool IsWhole => Bus.CheckHealth().Status == BusHealthStatus.Healthy;

    public ValueTask DisposeAsync() => container.DisposeAsync();

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
