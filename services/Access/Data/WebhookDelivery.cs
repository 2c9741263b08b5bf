using Platform.Access.Domain;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>
/// An event to deliver to an endpoint, or the challenge that verifies the endpoint. There is at most one for each event and webhook.
/// </summary>
internal sealed class WebhookDelivery : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Guid WebhookId { get; init; }

    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    /// <summary>What the endpoint must echo. Only a verification has one.</summary>
    public string? Challenge { get; init; }

    public DeliveryStatus Status { get; set; }

    /// <summary>The number of attempts since the delivery was queued or replayed, including an attempt in progress.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// When the next attempt is due (real time). During an attempt: when that attempt is considered lost. <see langword="null"/> when the
    /// delivery is finished.
    /// </summary>
    public DateTimeOffset? DueAt { get; set; }

    public IReadOnlyList<DeliveryAttempt> Log { get; set; } = [];

    public DateTimeOffset? FinishedAt { get; set; }

    public static WebhookDelivery Of(Guid webhookId, Guid eventId, string eventType, string? challenge = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            WebhookId = webhookId,
            EventId = eventId,
            EventType = eventType,
            Challenge = challenge,
            DueAt = DateTimeOffset.UtcNow,
        };

    public void Finish(DeliveryStatus status)
    {
        Status = status;
        DueAt = null;
        FinishedAt = DateTimeOffset.UtcNow;
    }
}
