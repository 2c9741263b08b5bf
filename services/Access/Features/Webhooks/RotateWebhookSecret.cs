using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Webhooks;

/// <summary>Adds a secret to a webhook, and removes one.</summary>
internal static class RotateWebhookSecret
{
    public static void Map(RouteGroupBuilder webhooks)
    {
        webhooks
            .MapPost("{id:guid}/secrets", AddAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.webhook-secrets-full")
            .WithSummary("Add a secret to a webhook; it is shown once");
        webhooks
            .MapDelete("{id:guid}/secrets/{secretId:guid}", RemoveAsync)
            .Refuses("access.webhook-last-secret")
            .WithSummary("Remove a secret of a webhook");
    }

    private static Task<Answer<WebhookSecretView>> AddAsync(Guid id, Command command, Webhooks webhooks) =>
        webhooks.ChangeByOwnerAsync(
            id,
            command,
            webhook => webhook.Add(WebhookSecrets.New(command.Now)),
            webhook => WebhookSecretView.OfNew(webhook.Secrets[^1])
        );

    private static Task<Answer<NoContent>> RemoveAsync(Guid id, Guid secretId, Command command, Webhooks webhooks) =>
        webhooks.ChangeByOwnerAsync(id, command, webhook => webhook.Remove(secretId), _ => new NoContent());
}
