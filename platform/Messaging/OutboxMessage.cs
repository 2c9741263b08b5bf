namespace Platform.Messaging;

/// <summary>An event that waits to be published. It is saved in the transaction of the change that caused it.</summary>
public sealed class OutboxMessage
{
    /// <summary>The order of publication.</summary>
    public long Sequence { get; set; }

    /// <summary>The event's id.</summary>
    public required Guid Id { get; set; }

    /// <summary>A hash of the subject. Relays divide the work by lane, so that the events of one aggregate stay in order.</summary>
    public required int Lane { get; set; }

    /// <summary>The public name of the event.</summary>
    public required string Type { get; set; }

    /// <summary>The aggregate's id.</summary>
    public required string Subject { get; set; }

    /// <summary>The aggregate's version.</summary>
    public required long Version { get; set; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset Time { get; set; }

    /// <summary><see cref="Messaging.Audience"/> as JSON.</summary>
    public required string Audience { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>The trace that caused the event.</summary>
    public string? TraceParent { get; set; }

    /// <summary>How many times publishing has failed.</summary>
    public int Attempts { get; set; }

    /// <summary>After a failure, the earliest instant (real time) of the next attempt.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The reason of the last failure.</summary>
    public string? LastError { get; set; }
}
