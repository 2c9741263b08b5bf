using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>Reads the caller's webhooks.</summary>
internal static class ReadWebhooks
{
    public static void Map(RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("", ListAsync).WithSummary("My webhooks");
        webhooks.MapGet("{id:guid}", GetAsync).WithSummary("One webhook");
    }

    private static async Task<Answer<Page<WebhookView>>> ListAsync(
        [AsParameters] PageQuery page,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) => await db.Webhooks.Where(webhook => webhook.Party == caller.Party).PageAsync(page, WebhookView.Of, cancellationToken);

    private static async Task<Answer<WebhookView>> GetAsync(
        Guid id,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } webhook
        && caller.Owns(webhook.Party)
            ? WebhookView.Of(webhook)
            : PlatformErrors.NotFound;
}
