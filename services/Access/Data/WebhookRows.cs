using Platform.Access.Domain;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>Where an app wants to be told of events. What it may see is what its app may see.</summary>
internal sealed class Webhook : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string ClientId { get; init; }

    public required string Party { get; init; }

    public required string Url { get; init; }

    /// <summary>They never change: who wants other ones subscribes anew. <see cref="WebhookSubscription"/> finds them by event.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    public required IReadOnlyList<WebhookSecret> Secrets { get; set; }

    public WebhookStatus Status { get; set; }

    public DisabledBecause? DisabledBecause { get; set; }

    /// <summary>Its first failure since its last success (real time).</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Kept as it is, unlike an app's: whoever signs needs the key itself.</summary>
internal sealed record WebhookSecret(Guid Id, string Text, DateTimeOffset CreatedAt);

internal sealed class WebhookSubscription
{
    public required string EventType { get; init; }

    public required Guid WebhookId { get; init; }
}

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
