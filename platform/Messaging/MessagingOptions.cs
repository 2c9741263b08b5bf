namespace Platform.Messaging;

/// <summary>The messaging options of one service.</summary>
public sealed record MessagingOptions
{
    /// <summary>The service's name: the prefix of its queues and the source of its events.</summary>
    public required string Service { get; init; }

    /// <summary>How often the relay polls when it is not woken; a poll finds the events that a dead process left behind.</summary>
    public TimeSpan OutboxPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pauses between the attempts of a consumer; after the last attempt the event becomes a dead letter.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
    [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
}
