using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>Connects a service to the bus.</summary>
public static class MessagingRegistration
{
    /// <summary>
    /// Adds the outbox relay, the inbox, the dead letters and the given consumers. The bus is RabbitMQ when
    /// <c>ConnectionStrings:messaging</c> is set, otherwise the <see cref="InProcessBus"/> of this process.
    /// </summary>
    /// <param name="builder">The service's host.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="consumers">The <see cref="IEventConsumer{T}"/> classes.</param>
    public static void AddMessaging(this IHostApplicationBuilder builder, string service, IEnumerable<Type> consumers)
    {
        foreach (var type in consumers)
        {
            builder.Services.AddTransient(type);
            builder.Services.AddSingleton(new Consumer(type));
        }

        builder.Services.AddSingleton(new MessagingOptions { Service = service });
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddScoped(services => new DeadLetters(
            services,
            services.GetRequiredService<MessagingDbContext>(),
            services.GetRequiredService<Inbox>()
        ));
        if (builder.Configuration.GetConnectionString("messaging") is { } broker)
        {
            var address = new Uri(broker);
            builder.Services.AddSingleton(new BrokerProbe(address));
            builder.Services.AddSingleton(services => new RabbitMqBus(
                address,
                services.GetRequiredService<BrokerProbe>(),
                services.GetRequiredService<Inbox>(),
                services.GetRequiredService<MessagingOptions>(),
                services.GetRequiredService<ILoggerFactory>()
            ));
            builder.Services.AddSingleton<IEventBus>(services => services.GetRequiredService<RabbitMqBus>());
            builder.Services.AddHostedService(services => services.GetRequiredService<RabbitMqBus>());
            builder.Services.AddHostedService<BrokerNotices>();
            // Hosted services stop in reverse order, and the relay needs the bus.
            builder.Services.AddHostedService<OutboxRelay>();
            builder
                .Services.AddHealthChecks()
                .Add(new("broker", services => services.GetRequiredService<RabbitMqBus>(), failureStatus: null, tags: ["ready"]));
            builder.Services.AddSingleton(services => new BrokerTopology(
                address,
                services.GetRequiredService<Inbox>(),
                services.GetRequiredService<MessagingOptions>(),
                services.GetRequiredService<ILoggerFactory>()
            ));
            return;
        }

        builder.Services.TryAddSingleton<InProcessBus>();
        builder.Services.AddSingleton<IEventBus>(services => services.GetRequiredService<InProcessBus>());
        builder.Services.AddHostedService<InProcessBus.Subscription>();
        builder.Services.AddHostedService<OutboxRelay>();
    }

    /// <summary>Returns the consumer classes of an assembly.</summary>
    public static IEnumerable<Type> ConsumersOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && Consumer.EventsOf(type).Any());
}
