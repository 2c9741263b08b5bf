using Platform.Access.Domain.Webhooks;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>
/// The row of an app's endpoint for events. It receives only events that the app may see. <see cref="WebhookState"/> makes the decisions.
/// </summary>
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

    public WebhookState Current => new(Secrets, Status, DisabledBecause, FailingSince);

    /// <summary>Applies the next state.</summary>
    public void Apply(WebhookState next) =>
        (Secrets, Status, DisabledBecause, FailingSince) = (next.Secrets, next.Status, next.DisabledBecause, next.FailingSince);
}
