namespace Platform.Messaging;

/// <summary>An event with its CloudEvents 1.0 attributes, in the form that is sent from an outbox to the consumers.</summary>
public sealed record EventEnvelope
{
    /// <summary>The event's unique id, by which the inbox detects duplicates.</summary>
    public required Guid Id { get; init; }

    /// <summary>The public name of the event.</summary>
    public required string Type { get; init; }

    /// <summary>The producing service: <c>/registry</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The id of the aggregate that changed.</summary>
    public required string Subject { get; init; }

    /// <summary>The version of the aggregate after the change; a snapshot with a lower one is out of date.</summary>
    public required long Version { get; init; }

    /// <summary>When the event happened, by the business clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who may see the event and who is notified of it.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The W3C trace context of the request that caused the event.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; init; }
}
