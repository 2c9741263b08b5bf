using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Domain.Webhooks;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// Queues events for a webhook, whether they were sent before or not: one event, or all since an instant. Every event is sent under its
/// usual id.
/// </summary>
internal static class ReplayEvents
{
    private const int MaxEvents = 10_000,
        Batch = 1_000;

    internal sealed record Request(DateTimeOffset? Since, Guid? EventId);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() =>
            RuleFor(body => body)
                .Must(body => body.Since is null != body.EventId is null)
                .WithMessage(_ => Language.Localise("since 與 eventId 請擇一填寫。", "Give either since or eventId."));
    }

    internal sealed record Response(int Queued);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{id:guid}/replay", HandleAsync)
            .ForSignedIn()
            .Starts()
            .Refuses("access.webhook-not-enabled", "access.replay-too-large")
            .WithTags("Webhooks")
            .WithSummary("Send events again: since an instant, or one by its id");

    private static async Task<Answer<Response>> HandleAsync(Guid id, Request body, Webhooks webhooks, AccessDbContext db, Command command)
    {
        if (await webhooks.AcquireOwnAsync(id, command) is not { } webhook)
        {
            return PlatformErrors.NotFound;
        }

        if (webhook.Status != WebhookStatus.Enabled)
        {
            return AccessErrors.WebhookNotEnabled;
        }

        var app = await db.Apps.AsNoTracking().SingleAsync(found => found.ClientId == webhook.ClientId, command.Aborted);
        var (types, since, eventId) = (webhook.EventTypes, body.Since, body.EventId);
        var events = await db
            .Feed.Where(row => types.Contains(row.Type) && (eventId != null ? row.Id == eventId : row.Time >= since))
            .OrderBy(row => row.Position)
            .Select(row => new
            {
                row.Id,
                row.Type,
                row.Audience,
            })
            .Take(MaxEvents + 1)
            .ToListAsync(command.Aborted);
        if (events.Count > MaxEvents)
        {
            return AccessErrors.ReplayTooLarge(MaxEvents);
        }

        var seen = events.Where(row => row.Audience.Includes(app.Party, app.Roles)).ToArray();
        if (eventId is not null && seen.Length == 0)
        {
            return PlatformErrors.NotFound;
        }

        foreach (var part in seen.Chunk(Batch))
        {
            Guid[] ids = [.. part.Select(row => row.Id)];
            var queued = await db
                .WebhookDeliveries.Where(row => row.WebhookId == id && ids.Contains(row.EventId))
                .Select(row => row.EventId)
                .ToHashSetAsync(command.Aborted);
            // A pending delivery continues. Only a finished one starts again.
            var now = DateTimeOffset.UtcNow;
            await db
                .WebhookDeliveries.Where(row => row.WebhookId == id && ids.Contains(row.EventId) && row.DueAt == null)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Status, DeliveryStatus.Pending)
                            .SetProperty(row => row.Attempts, 0)
                            .SetProperty(row => row.DueAt, now)
                            .SetProperty(row => row.FinishedAt, (DateTimeOffset?)null)
                            .SetProperty(row => row.Version, row => row.Version + 1),
                    command.Aborted
                );
            db.AddRange(part.Where(row => !queued.Contains(row.Id)).Select(row => WebhookDelivery.Of(id, row.Id, row.Type)));
            await db.SaveChangesAsync(command.Aborted);
        }

        webhooks.WakeWorker();
        return new Response(seen.Length);
    }
}
