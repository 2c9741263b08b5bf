namespace Platform.Messaging;

/// <summary>One row per consumer and consumed event, by which duplicates are detected.</summary>
public sealed class InboxMessage
{
    /// <summary>The consumer's name.</summary>
    public required string Consumer { get; set; }

    /// <summary>The event's id.</summary>
    public required Guid MessageId { get; set; }

    /// <summary>When the event was consumed (real time).</summary>
    public required DateTimeOffset ConsumedAt { get; set; }
}
