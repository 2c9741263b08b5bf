namespace Platform.Messaging;

/// <summary>
/// Consumes one kind of event; a class may implement it several times. It runs in a transaction that also records the event, so that each
/// event is consumed once; it neither saves nor commits. A consumer of <see cref="EventEnvelope"/> consumes every event.
/// </summary>
/// <typeparam name="T">An event of <c>Platform.Contracts</c>, an abstract record for all events that derive from it, or
/// <see cref="EventEnvelope"/>.</typeparam>
public interface IEventConsumer<T>
    where T : class
{
    /// <summary>
    /// Applies the event. An exception rolls back its changes; the event is retried, and becomes a dead letter after the last attempt.
    /// </summary>
    Task ConsumeAsync(Delivery<T> delivery);
}

/// <summary>An event that is delivered to a consumer.</summary>
/// <param name="Event">The event.</param>
/// <param name="Envelope">Its CloudEvents attributes.</param>
/// <param name="CancellationToken">Is cancelled when the service stops; the event is then delivered again.</param>
public sealed record Delivery<T>(T Event, EventEnvelope Envelope, CancellationToken CancellationToken)
    where T : class;

/// <summary>
/// Marks a consumer that only adds rows and reads none of them. Events that arrive together are then saved in one round trip instead of
/// one each. A consumer that reads, changes or deletes rows depends on the saved changes of the event before, and must not have this
/// attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AddsOnlyAttribute : Attribute;

/// <summary>The name of a consumer in its queue, inbox and dead letters; it is independent of the class name.</summary>
/// <param name="name">The name in kebab case. It must never change, because events that wait under the old name would be lost.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConsumerNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
