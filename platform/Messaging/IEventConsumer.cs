namespace Platform.Messaging;

/// <summary>
/// Takes one kind of event; a class may take several. It runs in a transaction that also records the event, so that it takes each once; it
/// neither saves nor commits. With <see cref="EventEnvelope"/> as the event it takes every event there is.
/// </summary>
/// <typeparam name="T">A record of <c>Platform.Contracts</c>, or <see cref="EventEnvelope"/>.</typeparam>
public interface IEventConsumer<T>
    where T : class
{
    /// <summary>
    /// Applies the event. Whatever it throws undoes all it wrote; the event comes again, and is a dead letter after the last attempt.
    /// </summary>
    Task ConsumeAsync(Delivery<T> delivery);
}

/// <summary>An event on its way to a consumer.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Envelope">Its CloudEvents attributes.</param>
/// <param name="CancellationToken">The service stops; the event comes again.</param>
public sealed record Delivery<T>(T Event, EventEnvelope Envelope, CancellationToken CancellationToken)
    where T : class;

/// <summary>
/// On a consumer that does nothing but add rows, and reads none that it adds: events that come together are saved together, a round trip
/// instead of one for each. Whatever reads, changes or deletes needs what the event before has written, and must not have it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AddsOnlyAttribute : Attribute;

/// <summary>The name that a consumer's queue, inbox and dead letters have, whatever the class is called today.</summary>
/// <param name="name">The name in kebab case. It never changes: events that wait under it would be lost.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConsumerNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
