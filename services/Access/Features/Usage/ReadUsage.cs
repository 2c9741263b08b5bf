using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Calendar;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Usage;

/// <summary>
/// Returns how many requests an app has made, by day and service. An app reads its own counts, the platform team those of any app. The
/// counts are some seconds old.
/// </summary>
internal static class ReadUsage
{
    private const int DefaultDays = 31,
        MaxDays = 366;

    internal sealed record UsageDayView(DateOnly Day, string Service, long Succeeded, long Refused, long Failed);

    internal sealed record UsageView(string ClientId, DateOnly From, DateOnly To, IReadOnlyList<UsageDayView> Items, string? NextCursor);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/usage", OwnAsync)
            .ForSignedIn()
            .Refuses("access.usage-period-invalid")
            .WithTags("Apps")
            .WithSummary("What I have used, by day and service");
        api.MapGet("/apps/{id:guid}/usage", OfAppAsync)
            .For(Roles.PlatformAdmin)
            .Refuses("access.usage-period-invalid")
            .WithTags("Apps")
            .WithSummary("What an app has used, by day and service");
    }

    private static Task<Answer<UsageView>> OwnAsync(
        [FromQuery] DateOnly? from,
        [FromQuery] DateOnly? to,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) => ReadAsync(caller.ClientId, from, to, db, cancellationToken);

    private static async Task<Answer<UsageView>> OfAppAsync(
        Guid id,
        [FromQuery] DateOnly? from,
        [FromQuery] DateOnly? to,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Apps.Where(app => app.Id == id).Select(app => app.ClientId).SingleOrDefaultAsync(cancellationToken) is { } clientId
            ? await ReadAsync(clientId, from, to, db, cancellationToken)
            : PlatformErrors.NotFound;

    private static async Task<Answer<UsageView>> ReadAsync(
        string clientId,
        DateOnly? from,
        DateOnly? to,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        var last = to ?? TaipeiTime.Today(TimeProvider.System);
        var first = from ?? last.AddDays(1 - DefaultDays);
        if (first > last || last.DayNumber - first.DayNumber >= MaxDays)
        {
            return AccessErrors.UsagePeriodInvalid(MaxDays);
        }

        var items = await db
            .UsageDays.Where(day => day.ClientId == clientId && day.Day >= first && day.Day <= last)
            .OrderBy(day => day.Day)
            .ThenBy(day => day.Service)
            .Select(day => new UsageDayView(day.Day, day.Service, day.Succeeded, day.Refused, day.Failed))
            .ToListAsync(cancellationToken);
        return new UsageView(clientId, first, last, items, null);
    }
}
