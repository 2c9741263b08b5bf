using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Messaging;

/// <summary>A consumer class: its name, its events, and the delegates that call it.</summary>
internal sealed class Consumer
{
    private static readonly MethodInfo HandleMethod = typeof(Consumer).GetMethod(
        nameof(HandleAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private readonly Dictionary<string, Handler> handlers = [];
    private readonly Handler? catchAllHandler;

    public Consumer(Type type)
    {
        Type = type;
        Name = NameOf(type);
        AddsOnly = type.IsDefined(typeof(AddsOnlyAttribute), inherit: false);
        foreach (var @event in EventsOf(type))
        {
            var handler = HandleMethod.MakeGenericMethod(@event).CreateDelegate<Handler>();
            if (@event == typeof(EventEnvelope))
            {
                catchAllHandler = handler;
            }
            else
            {
                handlers[EventTypes.NameOf(@event)] = handler;
            }
        }
    }

    private delegate Task Handler(object consumer, EventEnvelope envelope, CancellationToken cancellationToken);

    public Type Type { get; }

    /// <summary>The name in the inbox, dead letters and queue names.</summary>
    public string Name { get; }

    /// <summary>Whether the changes of several events may be saved at once.</summary>
    public bool AddsOnly { get; }

    public bool ConsumesAll => catchAllHandler is not null;

    /// <summary>The public names of the consumed events; empty when the class consumes all events.</summary>
    public IEnumerable<string> Events => handlers.Keys;

    public bool Consumes(string eventType) => ConsumesAll || handlers.ContainsKey(eventType);

    /// <summary>Passes the event to a new instance of the class.</summary>
    public Task ConsumeAsync(IServiceProvider services, EventEnvelope envelope, CancellationToken cancellationToken) =>
        (catchAllHandler ?? handlers[envelope.Type])(services.GetRequiredService(Type), envelope, cancellationToken);

    /// <summary>Returns the event types that the class consumes.</summary>
    public static IEnumerable<Type> EventsOf(Type type) =>
        type.GetInterfaces()
            .Where(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEventConsumer<>))
            .Select(implemented => implemented.GetGenericArguments()[0]);

    /// <summary>Returns the name of a consumer.</summary>
    /// <exception cref="InvalidOperationException">The class has no name.</exception>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<ConsumerNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} consumes events and needs a [ConsumerName].");

    private static Task HandleAsync<T>(object consumer, EventEnvelope envelope, CancellationToken cancellationToken)
        where T : class
    {
        var @event =
            envelope as T
            ?? JsonSerializer.Deserialize<T>(envelope.Body, EventTypes.Json)
            ?? throw new JsonException($"The body of event {envelope.Id} is null.");
        return ((IEventConsumer<T>)consumer).ConsumeAsync(new(@event, envelope, cancellationToken));
    }
}
