namespace Platform.Messaging;

/// <summary>An event that waits to be published. Saved in the transaction of the change that caused it.</summary>
public sealed class OutboxMessage
{
    /// <summary>The order of publication.</summary>
    public long Sequence { get; set; }

    /// <summary>The event's id.</summary>
    public required Guid Id { get; set; }

    /// <summary>Hash of the subject: relays share the work by lane, so that one aggregate's events stay in order.</summary>
    public required int Lane { get; set; }

    /// <summary>The public name of the event.</summary>
    public required string Type { get; set; }

    /// <summary>The aggregate's id.</summary>
    public required string Subject { get; set; }

    /// <summary>The aggregate's version.</summary>
    public required long Version { get; set; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; set; }

    /// <summary><see cref="Messaging.Audience"/> as JSON.</summary>
    public required string Audience { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>The trace that caused it.</summary>
    public string? TraceParent { get; set; }

    /// <summary>How often publishing failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant (real time) after a failure.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Why publishing failed the last time.</summary>
    public string? LastError { get; set; }
}
