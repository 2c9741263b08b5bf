using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Sessions;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>A session with its schedule, and the participant that a command is about, if there are any.</summary>
internal sealed record LoadedSession(Session Row, Schedule? Schedule, Participant? Participant);

/// <summary>Carries out every command on the participants of a session. While the session is planned, they do not change.</summary>
internal sealed class Sessions(PartnershipsDbContext db) : CommandPipeline<LoadedSession, SessionParticipant>
{
    /// <summary>Adds a participant.</summary>
    public Task<Answer<SessionView>> AddParticipantAsync(
        Guid id,
        Guid profileId,
        Command command,
        Func<LoadedSession, Task<Result<SessionParticipant>>> decide
    ) => ChangeAsync(command, () => FindAsync(id, profileId, command.Aborted), decide);

    /// <summary>Changes or removes a participant.</summary>
    public Task<Answer<SessionView>> ChangeParticipantAsync(
        Guid id,
        Guid profileId,
        Command command,
        Func<SessionFrame, Result<SessionParticipant>> decide
    ) =>
        ChangeAsync(
            command,
            async () => await FindAsync(id, profileId, command.Aborted) is { Participant: not null } loaded ? loaded : null,
            loaded => Task.FromResult(decide(loaded.Row.Frame))
        );

    protected override long VersionOf(LoadedSession resource) => resource.Row.Version;

    protected override async Task<DomainError?> SaveAsync(LoadedSession resource, SessionParticipant change, Command command)
    {
        var (session, schedule, participant) = resource;
        // The view of a session includes its participants, so its version changes with them.
        db.Entry(session).State = EntityState.Modified;
        if (participant is null)
        {
            db.Add(
                new Participant
                {
                    SessionId = session.Id,
                    ProfileId = change.ProfileId,
                    AvailableSlots = change.AvailableSlots,
                }
            );
            return await db.SaveUniqueAsync(PartnershipsErrors.ParticipantExists, command.Aborted);
        }

        participant.AvailableSlots = change.AvailableSlots;
        if (change.HasLeft)
        {
            db.Remove(participant);
        }

        schedule?.Apply(schedule.Current.Limit(change.ProfileId, change.AvailableSlots));
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<Answer<SessionView>> ChangeAsync(
        Command command,
        Func<Task<LoadedSession?>> find,
        Func<LoadedSession, Task<Result<SessionParticipant>>> decide
    )
    {
        var changed = await RunAsync(command, find, async loaded =>
            loaded.Schedule?.Current.IsPlanning == true ? PartnershipsErrors.ScheduleRunning : await decide(loaded)
        );
        return changed.Succeeded(out var loaded, out var refused)
            ? SessionView.Of(loaded.Row, await db.ParticipantsOfAsync(loaded.Row.Id, command.Aborted))
            : refused;
    }

    private async Task<LoadedSession?> FindAsync(Guid id, Guid profileId, CancellationToken cancellationToken) =>
        await db.AcquireSessionAsync(id, cancellationToken) is { } session
            ? new LoadedSession(
                session,
                await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken),
                await db.Participants.SingleOrDefaultAsync(
                    found => found.SessionId == id && found.ProfileId == profileId,
                    cancellationToken
                )
            )
            : null;
}
