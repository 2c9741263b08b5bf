using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Platform.Messaging;

/// <summary>Joins a service to the bus.</summary>
public static class MessagingRegistration
{
    /// <summary>
    /// Adds outbox relay, inbox, dead letters and the consumers given. With <c>ConnectionStrings:messaging</c> the bus is RabbitMQ, without it the
    /// <see cref="InProcessBus"/> of this process.
    /// </summary>
    /// <typeparam name="TDb">The service's database.</typeparam>
    /// <param name="builder">The service's host.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="consumers">The <c>IConsumer&lt;T&gt;</c> classes.</param>
    public static void AddMessaging<TDb>(this IHostApplicationBuilder builder, string service, IEnumerable<Type> consumers)
        where TDb : MessagingDbContext
    {
        var options = new MessagingOptions { Service = service };
        var found = consumers.ToArray();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddHostedService<OutboxRelay<TDb>>();
        builder.Services.AddScoped<DeadLetters<TDb>>();

        // Every host has the mediator: it is the embedded transport, and what replays a dead letter to this service alone.
        builder.Services.AddMediator(mediator => AddConsumers<TDb>(mediator, found, options, endpoints: false));
        if (builder.Configuration.GetConnectionString("messaging") is { } broker)
        {
            builder.Services.AddSingleton<IEventBus, RabbitMqBus>();
            builder.Services.AddSingleton<BrokerTopology>();
            builder.Services.AddMassTransit(bus =>
            {
                AddConsumers<TDb>(bus, found, options, endpoints: true);
                // With the broker away writes go to the outbox: that is worse than healthy, but the service is ready.
                bus.ConfigureHealthCheckOptions(check => check.MinimalFailureStatus = HealthStatus.Degraded);
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(new Uri(broker));
                    rabbit.PrefetchCount = 64;
                    rabbit.DeployTopologyOnly = context.GetRequiredService<BrokerTopology>().IsAllThatIsWanted;
                    rabbit.ConfigureEndpoints(context);
                });
            });
        }
        else
        {
            builder.Services.TryAddSingleton<InProcessBus>();
            builder.Services.AddSingleton<IEventBus>(services => services.GetRequiredService<InProcessBus>());
            builder.Services.AddHostedService<InProcessSubscription>();
        }
    }

    /// <summary>The consumer classes of an assembly.</summary>
    public static IEnumerable<Type> ConsumersOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(IConsumer)));

    private static void AddConsumers<TDb>(IRegistrationConfigurator configurator, Type[] consumers, MessagingOptions options, bool endpoints)
        where TDb : MessagingDbContext
    {
        foreach (var consumer in consumers)
            AddConsumerMethod.MakeGenericMethod(consumer, typeof(TDb)).Invoke(null, [configurator, options, endpoints]);
    }

    private static readonly MethodInfo AddConsumerMethod =
        typeof(MessagingRegistration).GetMethod(nameof(AddConsumer), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static void AddConsumer<TConsumer, TDb>(IRegistrationConfigurator configurator, MessagingOptions options, bool endpoints)
        where TConsumer : class, IConsumer
        where TDb : MessagingDbContext
    {
        var registration = configurator.AddConsumer<TConsumer>(consumer => consumer.UseFilter(new InboxFilter<TConsumer, TDb>(options)));
        if (endpoints)
            registration.Endpoint(endpoint => endpoint.Name = $"{options.Service}-{ConsumerNames.Of(typeof(TConsumer))}");
    }
}
