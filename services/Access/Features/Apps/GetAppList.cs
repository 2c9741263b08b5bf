using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Features.Tokens;
using Platform.Web.Identity;

namespace Platform.Access.Features.Apps;

/// <summary>
/// Returns which apps are disabled and from which origins the pages of apps may call (<see cref="AppList"/>), for every process. The
/// route is internal: the gateway does not forward it.
/// </summary>
internal static class GetAppList
{
    /// <summary>A process whose clock is slow accepts a token for a little longer.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static void Map(WebApplication app) =>
        app.MapGet(AppList.Path, async (AccessDbContext db, CancellationToken cancellationToken) =>
            {
                // An app that was disabled earlier has no valid token left.
                var since = DateTimeOffset.UtcNow - TimeSpan.FromSeconds(IssueToken.Lifetime) - Skew;
                var disabled = await db
                    .Apps.Where(found => found.Disabled && found.DisabledAt > since)
                    .OrderBy(found => found.Id)
                    .Select(found => found.ClientId)
                    .ToListAsync(cancellationToken);
                var origins = await db
                    .Apps.Where(found => !found.Disabled && found.HasOrigins)
                    .OrderBy(found => found.Id)
                    .Select(found => new { found.ClientId, found.Origins })
                    .ToDictionaryAsync(found => found.ClientId, found => found.Origins, cancellationToken);
                return Results.Json(new AppList(disabled, origins), Platform.Data.PlatformJson.Options);
            })
            .ForAnyone()
            .ExcludeFromDescription();
}
