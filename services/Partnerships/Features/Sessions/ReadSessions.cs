using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Lists the sessions and returns one of them. Only managers may read them.</summary>
internal static class ReadSessions
{
    public static void Map(RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("/sessions").For(Roles.PartnershipManager).WithTags("Sessions");
        sessions.MapGet("", ListAsync).WithSummary("Sessions");
        sessions.MapGet("{id:guid}", GetAsync).WithSummary("One session with its participants");
    }

    private static async Task<Answer<Page<SessionView>>> ListAsync(
        [AsParameters] PageQuery page,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    ) => await db.Sessions.PageAsync(page, session => SessionView.Of(session, null), cancellationToken);

    private static async Task<Answer<SessionView>> GetAsync(Guid id, PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        return SessionView.Of(session, await db.ParticipantsOfAsync(id, cancellationToken));
    }
}
