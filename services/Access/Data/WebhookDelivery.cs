using Platform.Access.Domain.Webhooks;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>
/// An event to deliver to an endpoint, or the challenge that verifies the endpoint. There is at most one for each event and webhook.
/// </summary>
internal sealed class WebhookDelivery : IVersioned
{
    /// <summary>The type of the message that verifies an endpoint. It is not an event of any service.</summary>
    public const string Verification = "access.webhook-verification";

    private const int MaxLoggedAttempts = 20;

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

    /// <summary>Appends an attempt to the log, which has the last ones only.</summary>
    public void Append(DeliveryAttempt attempt) => Log = [.. Log.TakeLast(MaxLoggedAttempts - 1), attempt];

    public void Finish(DeliveryStatus status)
    {
        Status = status;
        DueAt = null;
        FinishedAt = DateTimeOffset.UtcNow;
    }
}
