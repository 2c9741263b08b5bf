using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Partnerships.Data;

namespace Platform.Partnerships.Features.Sessions;

internal static class SessionAccess
{
    /// <summary>
    /// Locks and returns a session. Changes of the session, its participants and its schedule run one after the other, so a planning
    /// run uses a consistent state.
    /// </summary>
    public static async Task<Session?> AcquireSessionAsync(this PartnershipsDbContext db, Guid id, CancellationToken cancellationToken) =>
        (await db.AcquireRowsAsync<Session>([id], cancellationToken)).SingleOrDefault();

    public static Task<List<Participant>> ParticipantsOfAsync(
        this PartnershipsDbContext db,
        Guid session,
        CancellationToken cancellationToken
    ) =>
        db
            .Participants.AsNoTracking()
            .Where(participant => participant.SessionId == session)
            .OrderBy(participant => participant.ProfileId)
            .ToListAsync(cancellationToken);
}
