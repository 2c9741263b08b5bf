using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Webhooks;

/// <summary>Lists the deliveries to an endpoint: what was sent, what it answered, and when the next attempt is due.</summary>
internal static class ReadDeliveries
{
    internal sealed record DeliveryView(
        Guid Id,
        Guid EventId,
        string EventType,
        DeliveryStatus Status,
        IReadOnlyList<DeliveryAttempt> Attempts,
        DateTimeOffset? NextAttemptAt,
        DateTimeOffset? FinishedAt
    );

    internal readonly record struct Query(
        [property: FromQuery(Name = "status")] CamelCaseEnum<DeliveryStatus>? Status,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "cursor")] string? Cursor
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/webhooks/{id:guid}/deliveries", HandleAsync)
            .ForSignedIn()
            .WithTags("Webhooks")
            .WithSummary("The log of what was sent: each attempt with its answer");

    private static async Task<Answer<Page<DeliveryView>>> HandleAsync(
        Guid id,
        [AsParameters] Query query,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Webhooks.AnyAsync(webhook => webhook.Id == id && webhook.Party == caller.Party, cancellationToken))
        {
            return PlatformErrors.NotFound;
        }

        var deliveries = db.WebhookDeliveries.Where(row => row.WebhookId == id);
        if (query.Status is { Value: var wanted })
        {
            deliveries = deliveries.Where(row => row.Status == wanted);
        }

        return await deliveries.PageAsync(new PageQuery(query.Limit, query.Cursor), Of, cancellationToken);
    }

    private static DeliveryView Of(WebhookDelivery row) =>
        new(row.Id, row.EventId, row.EventType, row.Status, row.Log, row.DueAt, row.FinishedAt);
}
