using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Data;
using Platform.Domain;
using Platform.Messaging;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// Subscribes an app to event types at a URL of its own. The endpoint must answer a challenge before it receives events.
/// </summary>
internal static class CreateWebhook
{
    private const int MaxPerApp = 20,
        MaxEventTypes = 200,
        MaxUrlLength = 2_000;

    private static readonly HashSet<string> AllEventTypes = [.. EventTypes.All.Select(EventTypes.NameOf)];

    // Its name is the one in the OpenAPI document.
    internal sealed record ManageWebhooksRequest(string? Url, IReadOnlyList<string>? EventTypes);

    internal sealed class Validator : AbstractValidator<ManageWebhooksRequest>
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

    public static void Map(RouteGroupBuilder webhooks) =>
        webhooks
            .MapPost("", HandleAsync)
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

    private static async Task<Answer<WebhookView>> HandleAsync(
        ManageWebhooksRequest body,
        WebhookAddresses addresses,
        AccessDbContext db,
        Command command,
        Webhooks webhooks
    )
    {
        if (
            await db
                .Apps.AsNoTracking()
                .SingleOrDefaultAsync(found => found.ClientId == command.Caller.ClientId && !found.Disabled, command.Aborted)
            is not { } app
        )
        {
            return AccessErrors.WebhookNeedsApp;
        }

        if (UnknownType(body.EventTypes!) is { } unknown)
        {
            return unknown;
        }

        if (await addresses.RefusalAsync(body.Url!, command.Aborted) is { } refused)
        {
            return refused;
        }

        // The lock serialises concurrent requests, so that each counts the webhooks of those before it.
        await db.AcquireRowsAsync<App>([app.Id], command.Aborted);
        if (await db.Webhooks.CountAsync(other => other.ClientId == app.ClientId, command.Aborted) >= MaxPerApp)
        {
            return AccessErrors.WebhooksFull(MaxPerApp);
        }

        var secret = WebhookSecrets.New(command.Now);
        var webhook = new Webhook
        {
            Id = Guid.CreateVersion7(),
            ClientId = app.ClientId,
            Party = app.Party,
            Url = body.Url!,
            EventTypes = [.. body.EventTypes!.Distinct()],
            Secrets = [secret],
            CreatedAt = command.Now,
        };
        await webhooks.AddAsync(webhook, command);
        var view = WebhookView.Of(webhook) with { Secrets = [WebhookSecretView.OfNew(secret)] };
        return Answer.At($"/api/access/v1/webhooks/{webhook.Id}", view);
    }

    private static DomainError? UnknownType(IReadOnlyList<string> types) =>
        types
            .Index()
            .Where(given => !AllEventTypes.Contains(given.Item))
            .Select(given => AccessErrors.EventTypeUnknown(given.Item, Spelling.Nearest(given.Item, AllEventTypes), given.Index))
            .FirstOrDefault();
}
