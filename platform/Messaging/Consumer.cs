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
        foreach (var consumed in ConsumedBy(type))
        {
            if (consumed == typeof(EventEnvelope))
            {
                catchAllHandler = HandlerOf(consumed, consumed);
                continue;
            }

            foreach (var @event in EventsUnder(consumed))
            {
                handlers.Add(EventTypes.NameOf(@event), HandlerOf(consumed, @event));
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
    public static IEnumerable<Type> EventsOf(Type type) => ConsumedBy(type).SelectMany(EventsUnder);

    /// <summary>Returns the name of a consumer.</summary>
    /// <exception cref="InvalidOperationException">The class has no name.</exception>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<ConsumerNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} consumes events and needs a [ConsumerName].");

    private static IEnumerable<Type> ConsumedBy(Type type) =>
        type.GetInterfaces()
            .Where(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEventConsumer<>))
            .Select(implemented => implemented.GetGenericArguments()[0]);

    /// <summary>Returns the events that an abstract record stands for, or the event itself.</summary>
    private static IEnumerable<Type> EventsUnder(Type consumed) =>
        consumed.IsAbstract ? EventTypes.All.Where(consumed.IsAssignableFrom) : [consumed];

    private static Handler HandlerOf(Type consumed, Type @event) =>
        HandleMethod.MakeGenericMethod(consumed, @event).CreateDelegate<Handler>();

    private static Task HandleAsync<TConsumed, TEvent>(object consumer, EventEnvelope envelope, CancellationToken cancellationToken)
        where TConsumed : class
        where TEvent : class, TConsumed
    {
        var @event =
            envelope as TEvent
            ?? JsonSerializer.Deserialize<TEvent>(envelope.Body, EventTypes.Json)
            ?? throw new JsonException($"The body of event {envelope.Id} is null.");
        return ((IEventConsumer<TConsumed>)consumer).ConsumeAsync(new(@event, envelope, cancellationToken));
    }
}
