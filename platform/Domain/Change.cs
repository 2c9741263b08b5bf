namespace Platform.Domain;

/// <summary>The outcome of an accepted command: the next state of an aggregate, and what happened.</summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The aggregate's own events; one mapper turns them into contracts.</typeparam>
/// <param name="State">The state after the command.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record Change<TState, TEvent>(TState State, params IReadOnlyList<TEvent> Events);
