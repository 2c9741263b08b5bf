namespace Platform.Contracts.Access.V1;

/// <summary>A webhook was disabled: no events are sent to it until its app enables it again.</summary>
[EventType("access.webhook-disabled")]
public sealed record WebhookDisabled
{
    /// <summary>The webhook.</summary>
    public required Guid WebhookId { get; init; }

    /// <summary>The <c>client_id</c> of its app.</summary>
    public required string ClientId { get; init; }

    /// <summary><c>gone</c>: its endpoint answered 410; <c>failing</c>: every delivery has failed for days.</summary>
    public required string Reason { get; init; }
}
