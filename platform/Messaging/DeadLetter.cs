namespace Platform.Messaging;

/// <summary>An event that a consumer failed to consume in all its attempts.</summary>
public sealed class DeadLetter : IIdentified
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; set; }

    /// <summary>The consumer's name.</summary>
    public required string Consumer { get; set; }

    /// <summary>The event's id.</summary>
    public required Guid MessageId { get; set; }

    /// <summary>The public name of the event.</summary>
    public required string Type { get; set; }

    /// <summary>The aggregate's id.</summary>
    public required string Subject { get; set; }

    /// <summary>The whole <see cref="EventEnvelope"/> as JSON.</summary>
    public required string Envelope { get; set; }

    /// <summary>The last failure.</summary>
    public required string Error { get; set; }

    /// <summary>When the last attempt failed (real time).</summary>
    public required DateTimeOffset FailedAt { get; set; }
}
