using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// A connection of a service to the broker with everything that depends on it; a new one shares no state with an old one. One topic
/// exchange receives every envelope, with the event's public name as routing key. Each consumer has a durable queue that is bound to the
/// names of its events.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private const string Topic = "topic",
        EveryEvent = "#";

    /// <summary>How long to wait for a connection to stop.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly ServiceProvider container;
    private readonly List<InboxWindow> windows = [];
    private readonly CancellationTokenSource ending = new();
    private Task start = Task.CompletedTask;

    public BrokerConnection(Uri broker, Inbox inbox, MessagingOptions options, ILoggerFactory log, bool topologyOnly = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton(log);
        services.AddMassTransit(bus =>
        {
            // No usage telemetry.
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq(
                (_, rabbit) =>
                {
                    rabbit.Host(broker);
                    rabbit.PrefetchCount = 64;
                    rabbit.UseRawJsonSerializer(isDefault: true);
                    rabbit.DeployTopologyOnly = topologyOnly;
                    rabbit.Message<EventEnvelope>(message => message.SetEntityName("platform-events"));
                    rabbit.Publish<EventEnvelope>(publish => publish.ExchangeType = Topic);
                    rabbit.Send<EventEnvelope>(send => send.UseRoutingKeyFormatter(sent => sent.Message.Type));
                    foreach (var consumer in inbox.Consumers)
                    {
                        var window = new InboxWindow(inbox, consumer);
                        windows.Add(window);
                        Listen(rabbit, window, consumer, $"{options.Service}-{consumer.Name}");
                    }
                }
            );
        });
        container = services.BuildServiceProvider();
        Bus = container.GetRequiredService<IBusControl>();
    }

    public IBusControl Bus { get; }

    /// <summary>Whether the connection has begun to stop.</summary>
    public bool IsEnding => ending.IsCancellationRequested;

    /// <summary>Whether the connection is starting; without a broker, the start does not end by itself.</summary>
    public bool IsStarting => !start.IsCompleted;

    /// <summary>Whether the bus publishes, and consumes from every queue.</summary>
    public bool IsWhole => Bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>Starts the bus; completes when it consumes from every queue.</summary>
    public Task StartAsync() => start = Bus.StartAsync(ending.Token);

    /// <summary>
    /// Stops the bus. MassTransit disposes channels while it still opens them, and logs that as errors; so this waits for a start that
    /// can complete.
    /// </summary>
    /// <param name="brokerAnswers">Whether the broker responds, so that a start in progress can complete.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task StopAsync(bool brokerAnswers, CancellationToken cancellationToken)
    {
        if (brokerAnswers)
        {
            // The caller of StartAsync reports how the start ended.
            await start.WaitAsync(StopTimeout / 2, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ending.CancelAsync();
        await Task.Run(() => Bus.StopAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Disposes the container, and waits a limited time: in MassTransit that may take long or never complete. What remains ends with the
    /// process.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(async () => await container.DisposeAsync())
            .WaitAsync(StopTimeout)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        windows.ForEach(window => window.Dispose());
        ending.Dispose();
    }

    private static void Listen(IRabbitMqBusFactoryConfigurator rabbit, InboxWindow window, Consumer consumer, string queue) =>
        rabbit.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            foreach (var name in consumer.ConsumesAll ? [EveryEvent] : consumer.Events)
            {
                endpoint.Bind<EventEnvelope>(binding =>
                {
                    binding.ExchangeType = Topic;
                    binding.RoutingKey = name;
                });
            }

            endpoint.Handler<EventEnvelope>(delivery => window.ReceiveAsync(delivery.Message, delivery.CancellationToken));
        });
}
