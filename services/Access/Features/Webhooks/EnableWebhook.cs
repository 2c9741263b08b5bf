using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Webhooks;

/// <summary>Enables a webhook again, once its endpoint has answered a new challenge.</summary>
internal static class EnableWebhook
{
    public static void Map(RouteGroupBuilder webhooks) =>
        webhooks
            .MapPost("{id:guid}/enable", HandleAsync)
            .Refuses("access.webhook-enabled")
            .WithSummary("Verify the endpoint again: send it a new challenge");

    private static Task<Answer<WebhookView>> HandleAsync(Guid id, Command command, Webhooks webhooks) =>
        webhooks.ChangeByOwnerAsync(id, command, webhook => webhook.Enable());
}
