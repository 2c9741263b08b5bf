using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Feed;

/// <summary>
/// Lists the events that the caller may see, in order. The next page starts with <c>nextCursor</c> as <c>after</c>; <c>wait</c> is how
/// many seconds to wait for new events. Positions become visible in order (<see cref="TrackPublishedEvents"/>), so that a reader who
/// continues from a cursor misses no event that was committed late.
/// </summary>
internal static class ReadFeed
{
    private const int MaxWaitSeconds = 30;

    internal sealed record Response(IReadOnlyList<CloudEvent> Items, string NextCursor);

    internal readonly record struct Query(
        [property: FromQuery(Name = "after")] long? After,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "wait")] int? Wait
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", HandleAsync).ForSignedIn().WithTags("Events").WithSummary("The event feed");

    private static async Task<Answer<Response>> HandleAsync(
        [AsParameters] Query query,
        Caller caller,
        AccessDbContext db,
        FeedWatch watch,
        CancellationToken cancellationToken
    )
    {
        if (!new PageQuery(query.Limit, null).Size().Succeeded(out var size, out var error))
        {
            return error;
        }

        var position = query.After ?? 0;
        var until = DateTimeOffset.UtcNow.AddSeconds(Math.Clamp(query.Wait ?? 0, 0, MaxWaitSeconds));
        var items = new List<CloudEvent>();
        while (true)
        {
            var news = watch.News;
            var rows = await db
                .Feed.AsNoTracking()
                .Where(row => row.Position > position)
                .OrderBy(row => row.Position)
                .Take(PageQuery.MaxLimit)
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                if (items.Count == size)
                {
                    break;
                }

                position = row.Position;
                if (row.Audience.Includes(caller.Party, caller.Roles))
                {
                    items.Add(CloudEvent.Of(row));
                }
            }

            var isEnd = rows.Count < PageQuery.MaxLimit;
            if (
                items.Count == size
                || isEnd && (items.Count > 0 || !await watch.WaitAsync(news, until - DateTimeOffset.UtcNow, cancellationToken))
            )
            {
                return new Response(items, position.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
