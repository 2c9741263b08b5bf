using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// One connection of a service to the broker, with all that hangs on it; a new one owes nothing to an old one. One topic exchange takes
/// every envelope, with the event's public name as the routing key; each consumer has a durable queue bound to the names that it takes.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private const string Topic = "topic",
        EveryEvent = "#";

    /// <summary>How long an end is waited for.</summary>
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
            // Whoever runs the platform tells nobody that he does.
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

    /// <summary>Whether its end has begun.</summary>
    public bool IsEnding => ending.IsCancellationRequested;

    /// <summary>Whether its start is under way; with the broker away it never ends by itself.</summary>
    public bool IsStarting => !start.IsCompleted;

    /// <summary>Whether it publishes and takes from every queue.</summary>
    public bool IsWhole => Bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>Starts the bus; completes when it takes from every queue.</summary>
    public Task StartAsync() => start = Bus.StartAsync(ending.Token);

    /// <summary>
    /// Stops the bus. MassTransit disposes of channels while it still opens them, and logs that as errors: a start that can come to its
    /// end is
    /// waited for.
    /// </summary>
    /// <param name="brokerAnswers">Whether a start that is under way can come to its end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StopAsync(bool brokerAnswers, CancellationToken cancellationToken)
    {
        if (brokerAnswers)
        {
            // How it ended is said by whoever started it.
            await start.WaitAsync(StopTimeout / 2, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ending.CancelAsync();
        await Task.Run(() => Bus.StopAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Waits a while: with MassTransit the end may take long, or never come, and what is left of it goes with the process.
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
