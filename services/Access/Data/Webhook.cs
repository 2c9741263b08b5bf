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
