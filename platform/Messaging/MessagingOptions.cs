namespace Platform.Messaging;

/// <summary>How one service sends and receives events.</summary>
public sealed record MessagingOptions
{
    /// <summary>The service's name: prefix of its queues, source of its events.</summary>
    public required string Service { get; init; }

    /// <summary>How often the relay looks without having been woken: finds what another, dead process left.</summary>
    public TimeSpan OutboxPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pauses before a consumer is tried again; after the last the event becomes a dead letter.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
    [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
}
