using Platform.Access.Domain;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>An app's endpoint for events. It receives only events that the app may see.</summary>
internal sealed class Webhook : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string ClientId { get; init; }

    public required string Party { get; init; }

    public required string Url { get; init; }

    /// <summary>
    /// The event types. They never change: an app that needs other ones creates another webhook. <see cref="WebhookSubscription"/> finds
    /// webhooks by event type.
    /// </summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    public required IReadOnlyList<WebhookSecret> Secrets { get; set; }

    public WebhookStatus Status { get; set; }

    public DisabledBecause? DisabledBecause { get; set; }

    /// <summary>The first failure since the last success (real time).</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
