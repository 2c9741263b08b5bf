using Platform.Access.Domain;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>
/// An event on its way to an endpoint, or the challenge that verifies the endpoint. There is one for each event and webhook.
/// </summary>
internal sealed class WebhookDelivery : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Guid WebhookId { get; init; }

    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    /// <summary>What the endpoint has to answer; only of a verification.</summary>
    public string? Challenge { get; init; }

    public DeliveryStatus Status { get; set; }

    /// <summary>Since it was queued, the one under way included.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// When it is to be tried (real time); while an attempt is under way, when that one is taken to be lost. Nothing once it is finished.
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
