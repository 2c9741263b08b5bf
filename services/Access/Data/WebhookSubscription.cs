namespace Platform.Access.Data;

internal sealed class WebhookSubscription
{
    public required string EventType { get; init; }

    public required Guid WebhookId { get; init; }
}
