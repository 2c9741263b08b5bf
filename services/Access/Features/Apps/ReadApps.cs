using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Access.Features.Apps;

/// <summary>Reads apps.</summary>
internal static class ReadApps
{
    public static void Map(RouteGroupBuilder apps)
    {
        apps.MapGet("", ListAsync).WithSummary("The apps");
        apps.MapGet("{id:guid}", GetAsync).WithSummary("One app");
    }

    private static async Task<Answer<Page<AppView>>> ListAsync(
        [AsParameters] PageQuery page,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) => await db.Apps.PageAsync(page, AppView.Of, cancellationToken);

    private static async Task<Answer<AppView>> GetAsync(Guid id, AccessDbContext db, CancellationToken cancellationToken) =>
        await db.Apps.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } app
            ? AppView.Of(app)
            : PlatformErrors.NotFound;
}
