using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Web.Http;

namespace Platform.Access.Features.Webhooks;

/// <summary>A webhook as its owner sees it. The text of a secret is in the answer that creates it only.</summary>
internal sealed record WebhookView(
    Guid Id,
    long Version,
    string Url,
    IReadOnlyList<string> EventTypes,
    WebhookStatus Status,
    DisabledBecause? DisabledBecause,
    DateTimeOffset? FailingSince,
    IReadOnlyList<WebhookSecretView> Secrets,
    DateTimeOffset CreatedAt
) : IVersionedView
{
    public static WebhookView Of(Webhook webhook) =>
        new(
            webhook.Id,
            webhook.Version,
            webhook.Url,
            webhook.EventTypes,
            webhook.Status,
            webhook.DisabledBecause,
            webhook.FailingSince,
            [.. webhook.Secrets.Select(secret => new WebhookSecretView(secret.Id, secret.CreatedAt))],
            webhook.CreatedAt
        );
}

/// <summary>A secret of a webhook, with its text when it is new.</summary>
internal sealed record WebhookSecretView(Guid Id, DateTimeOffset CreatedAt, string? Secret = null)
{
    public static WebhookSecretView OfNew(WebhookSecret secret) => new(secret.Id, secret.CreatedAt, secret.Text);
}
