using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Data;
using Platform.Domain;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Changed = Platform.Domain.Change<Platform.Access.Domain.Webhooks.WebhookState, Platform.Access.Domain.Webhooks.WebhookEvent>;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// The webhooks: carries out every command on one. For every party but its owner a webhook does not exist.
/// </summary>
internal sealed class Webhooks(AccessDbContext db, WebhookSignal worker) : CommandPipeline<Webhook, Changed>
{
    /// <summary>Saves a new webhook with its subscriptions, and challenges its endpoint.</summary>
    public Task AddAsync(Webhook webhook, Command command)
    {
        db.Add(webhook);
        db.AddRange(webhook.EventTypes.Select(type => new WebhookSubscription { EventType = type, WebhookId = webhook.Id }));
        Challenge(webhook);
        return db.SaveChangesAsync(command.Aborted);
    }

    /// <summary>Carries out a command of the owner; returns the webhook as it is afterwards.</summary>
    public Task<Answer<WebhookView>> ChangeByOwnerAsync(Guid id, Command command, Func<WebhookState, Result<Changed>> decide) =>
        ChangeByOwnerAsync(id, command, decide, WebhookView.Of);

    /// <summary>Carries out a command of the owner that has a view of its own.</summary>
    public async Task<Answer<TView>> ChangeByOwnerAsync<TView>(
        Guid id,
        Command command,
        Func<WebhookState, Result<Changed>> decide,
        Func<Webhook, TView> view
    ) => (await RunAsync(command, () => AcquireOwnAsync(id, command), webhook => decide(webhook.Current))).Map(view);

    /// <summary>Deletes a webhook of the caller with its log.</summary>
    public async Task<Answer<NoContent>> DeleteAsync(Guid id, Command command)
    {
        if (await AcquireOwnAsync(id, command) is not { } webhook)
        {
            return PlatformErrors.NotFound;
        }

        db.Remove(webhook);
        await db.SaveChangesAsync(command.Aborted);
        return new NoContent();
    }

    /// <summary>
    /// Returns the caller's own webhook, locked until the transaction ends, because the delivery worker changes it too.
    /// </summary>
    public async Task<Webhook?> AcquireOwnAsync(Guid id, Command command) =>
        (await db.AcquireRowsAsync<Webhook>([id], command.Aborted)).SingleOrDefault(webhook => command.Caller.Owns(webhook.Party));

    /// <summary>Wakes the delivery worker after the commit.</summary>
    public void WakeWorker() => db.WakeOnCommit(worker);

    protected override long VersionOf(Webhook resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(Webhook resource, Changed change, Command command)
    {
        resource.Apply(change.State);
        if (change.Events.Contains(WebhookEvent.VerificationStarted))
        {
            // The new challenge replaces one that is still pending.
            await db
                .WebhookDeliveries.Where(row => row.WebhookId == resource.Id && row.Challenge != null && row.DueAt != null)
                .ExecuteDeleteAsync(command.Aborted);
            Challenge(resource);
        }

        db.Publish(resource, change.Events, command.Now);
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private void Challenge(Webhook webhook)
    {
        db.Add(
            WebhookDelivery.Of(
                webhook.Id,
                Guid.CreateVersion7(),
                WebhookDelivery.Verification,
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))
            )
        );
        WakeWorker();
    }
}
