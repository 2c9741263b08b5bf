using System.Security.Cryptography;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Messaging;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identifiers;
using Platform.ServiceDefaults.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// Lets an app subscribe to event types at a URL of its own. The endpoint must answer a challenge before it receives events.
/// </summary>
internal static class ManageWebhooks
{
    private const int MaxPerApp = 20,
        MaxSecrets = 5,
        MaxEventTypes = 200,
        MaxUrlLength = 2_000;

    private static readonly HashSet<string> AllEventTypes = [.. EventTypes.All.Select(EventTypes.NameOf)];

    internal sealed record Request(string? Url, IReadOnlyList<string>? EventTypes);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Url).Text(MaxUrlLength);
            RuleFor(body => body.EventTypes)
                .NotEmpty()
                .Must(types => types is null || types.Count <= MaxEventTypes)
                .WithMessage(_ => Language.Localise($"最多 {MaxEventTypes} 種事件。", $"At most {MaxEventTypes} event types."));
        }
    }

    internal sealed record WebhookSecretView(Guid Id, DateTimeOffset CreatedAt, string? Secret = null);

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
    ) : IVersionedView;

    public static void Map(RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").ForSignedIn().WithTags("Webhooks");
        webhooks
            .MapPost("", CreateAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses(
                "access.webhook-needs-app",
                "access.webhooks-full",
                "access.event-type-unknown",
                "access.webhook-url-invalid",
                "access.webhook-port-refused",
                "access.webhook-address-refused"
            )
            .WithSummary("Subscribe to events; the secret is shown once, and the endpoint is sent a challenge");
        webhooks.MapGet("", ListAsync).WithSummary("My webhooks");
        webhooks.MapGet("{id:guid}", GetAsync).WithSummary("One webhook");
        webhooks.MapDelete("{id:guid}", DeleteAsync).WithSummary("Delete a webhook and its log");
        webhooks
            .MapPost("{id:guid}/secrets", AddSecretAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.webhook-secrets-full")
            .WithSummary("Add a secret to a webhook; it is shown once");
        webhooks
            .MapDelete("{id:guid}/secrets/{secretId:guid}", RemoveSecretAsync)
            .Refuses("access.webhook-last-secret")
            .WithSummary("Remove a secret of a webhook");
        webhooks
            .MapPost("{id:guid}/enable", EnableAsync)
            .Refuses("access.webhook-enabled")
            .WithSummary("Verify the endpoint again: send it a new challenge");
    }

    private static async Task<Answer<WebhookView>> CreateAsync(
        Request body,
        Caller caller,
        AccessDbContext db,
        WebhookAddresses addresses,
        WebhookSignal worker,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db
                .Apps.AsNoTracking()
                .SingleOrDefaultAsync(found => found.ClientId == caller.ClientId && !found.Disabled, cancellationToken)
            is not { } app
        )
        {
            return AccessErrors.WebhookNeedsApp;
        }

        foreach (var (index, type) in body.EventTypes!.Index())
        {
            if (!AllEventTypes.Contains(type))
            {
                return AccessErrors.EventTypeUnknown(type, Spelling.Nearest(type, AllEventTypes), index);
            }
        }

        if (await addresses.RefusalAsync(body.Url!, cancellationToken) is { } refused)
        {
            return refused;
        }

        // The lock serialises concurrent requests, so that each counts the webhooks of those before it.
        await db.AcquireRowsAsync<App>([app.Id], cancellationToken);
        if (await db.Webhooks.CountAsync(other => other.ClientId == app.ClientId, cancellationToken) >= MaxPerApp)
        {
            return AccessErrors.WebhooksFull(MaxPerApp);
        }

        var (secret, shown) = NewSecret(clock);
        var webhook = new Webhook
        {
            Id = Guid.CreateVersion7(),
            ClientId = app.ClientId,
            Party = app.Party,
            Url = body.Url!,
            EventTypes = [.. body.EventTypes!.Distinct()],
            Secrets = [secret],
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(webhook);
        db.AddRange(webhook.EventTypes.Select(type => new WebhookSubscription { EventType = type, WebhookId = webhook.Id }));
        Challenge(db, webhook, worker);
        await db.SaveChangesAsync(cancellationToken);
        return Answer.At($"/api/access/v1/webhooks/{webhook.Id}", Of(webhook) with { Secrets = [shown] });
    }

    private static async Task<Answer<Page<WebhookView>>> ListAsync(
        [AsParameters] PageQuery page,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) => await db.Webhooks.Where(webhook => webhook.Party == caller.Party).PageAsync(page, Of, cancellationToken);

    private static async Task<Answer<WebhookView>> GetAsync(
        Guid id,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } webhook
        && caller.Owns(webhook.Party)
            ? Of(webhook)
            : PlatformErrors.NotFound;

    private static async Task<Answer<NoContent>> DeleteAsync(
        Guid id,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireOwnWebhookAsync(id, caller, cancellationToken) is not { } webhook)
        {
            return PlatformErrors.NotFound;
        }

        db.Remove(webhook);
        await db.SaveChangesAsync(cancellationToken);
        return new NoContent();
    }

    private static async Task<Answer<WebhookSecretView>> AddSecretAsync(
        Guid id,
        Caller caller,
        AccessDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireOwnWebhookAsync(id, caller, cancellationToken) is not { } webhook)
        {
            return PlatformErrors.NotFound;
        }

        if (webhook.Secrets.Count == MaxSecrets)
        {
            return AccessErrors.WebhookSecretsFull(MaxSecrets);
        }

        var (secret, shown) = NewSecret(clock);
        webhook.Secrets = [.. webhook.Secrets, secret];
        await db.SaveChangesAsync(cancellationToken);
        return shown;
    }

    private static async Task<Answer<NoContent>> RemoveSecretAsync(
        Guid id,
        Guid secretId,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.AcquireOwnWebhookAsync(id, caller, cancellationToken) is not { } webhook
            || webhook.Secrets.All(secret => secret.Id != secretId)
        )
        {
            return PlatformErrors.NotFound;
        }

        if (webhook.Secrets.Count == 1)
        {
            return AccessErrors.WebhookLastSecret;
        }

        webhook.Secrets = [.. webhook.Secrets.Where(secret => secret.Id != secretId)];
        await db.SaveChangesAsync(cancellationToken);
        return new NoContent();
    }

    private static async Task<Answer<WebhookView>> EnableAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        AccessDbContext db,
        WebhookSignal worker,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireOwnWebhookAsync(id, caller, cancellationToken) is not { } webhook)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(webhook.Version) is { } stale)
        {
            return stale;
        }

        if (webhook.Status == WebhookStatus.Enabled)
        {
            return AccessErrors.WebhookEnabled;
        }

        (webhook.Status, webhook.DisabledBecause, webhook.FailingSince) = (WebhookStatus.Unverified, null, null);
        // The new challenge replaces one that is still pending.
        await db
            .WebhookDeliveries.Where(row => row.WebhookId == id && row.Challenge != null && row.DueAt != null)
            .ExecuteDeleteAsync(cancellationToken);
        Challenge(db, webhook, worker);
        await db.SaveChangesAsync(cancellationToken);
        return Of(webhook);
    }

    private static void Challenge(AccessDbContext db, Webhook webhook, WebhookSignal worker)
    {
        db.Add(
            WebhookDelivery.Of(
                webhook.Id,
                Guid.CreateVersion7(),
                DeliverWebhooks.Verification,
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))
            )
        );
        db.WakeOnCommit(worker);
    }

    private static (WebhookSecret Stored, WebhookSecretView Shown) NewSecret(TimeProvider clock)
    {
        var stored = new WebhookSecret(Guid.CreateVersion7(), WebhookSignature.NewSecret(), clock.GetUtcNow());
        return (stored, new(stored.Id, stored.CreatedAt, stored.Text));
    }

    private static WebhookView Of(Webhook webhook) =>
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
