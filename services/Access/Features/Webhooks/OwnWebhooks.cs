using Platform.Access.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>A webhook is its party's; for everyone else it does not exist.</summary>
internal static class OwnWebhooks
{
    /// <summary>The caller's own webhook, held until the transaction ends: its worker changes it too.</summary>
    public static async Task<Webhook?> AcquireOwnWebhookAsync(
        this AccessDbContext db,
        Guid id,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await db.AcquireRowsAsync<Webhook>([id], cancellationToken)).SingleOrDefault(webhook => caller.Owns(webhook.Party));
}
