using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Partnerships.Features.Sessions;

internal static class SessionAccess
{
    /// <summary>
    /// What changes a session, who takes part, or its schedule is done one after the other: a planning has all of it as it was when it
    /// began.
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
