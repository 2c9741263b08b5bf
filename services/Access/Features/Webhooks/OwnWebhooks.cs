using Platform.Access.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>Access to the caller's own webhooks. For every other party a webhook does not exist.</summary>
internal static class OwnWebhooks
{
    /// <summary>
    /// Returns the caller's own webhook, locked until the transaction ends, because the delivery worker changes it too.
    /// </summary>
    public static async Task<Webhook?> AcquireOwnWebhookAsync(
        this AccessDbContext db,
        Guid id,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await db.AcquireRowsAsync<Webhook>([id], cancellationToken)).SingleOrDefault(webhook => caller.Owns(webhook.Party));
}
