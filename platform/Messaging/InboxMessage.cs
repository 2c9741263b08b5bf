namespace Platform.Messaging;

/// <summary>One row per consumer and event consumed: the row makes a repetition recognisable.</summary>
public sealed class InboxMessage
{
    /// <summary>The consumer's name.</summary>
    public required string Consumer { get; set; }

    /// <summary>The event's id.</summary>
    public required Guid MessageId { get; set; }

    /// <summary>When it was consumed (real time).</summary>
    public required DateTimeOffset ConsumedAt { get; set; }
}
