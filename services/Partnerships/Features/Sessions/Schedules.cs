using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Sessions;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>A schedule with its session.</summary>
internal sealed record LoadedSchedule(Schedule Row, Session Session);

/// <summary>Carries out every command on the schedule of a session.</summary>
internal sealed class Schedules(PartnershipsDbContext db, ScheduleSignal signal) : CommandPipeline<LoadedSchedule, ScheduleState>
{
    /// <summary>Requests a planning run, the first or another one.</summary>
    public async Task<Answer<ScheduleView>> StartAsync(Guid id, Command command)
    {
        if (await db.AcquireSessionAsync(id, command.Aborted) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        if (await db.Participants.CountAsync(participant => participant.SessionId == id, command.Aborted) < 2)
        {
            return PartnershipsErrors.SessionNeedsParticipants;
        }

        var schedule = await FindAsync(session, command);
        var started = schedule is null
            ? await AddAsync(session, command)
            : await RunAsync(
                command,
                () => Task.FromResult<LoadedSchedule?>(schedule),
                loaded => loaded.Row.Current.Start(Guid.CreateVersion7(), command.Now)
            );
        if (!started.Succeeded(out var planning, out var refused))
        {
            return refused;
        }

        db.WakeOnCommit(signal);
        return Answer.At($"/api/partnerships/v1/sessions/{id}/schedule", ScheduleView.Of(planning.Row, session));
    }

    /// <summary>Cancels a planning run.</summary>
    public async Task<Answer<ScheduleView>> CancelAsync(Guid id, Command command)
    {
        if (await db.AcquireSessionAsync(id, command.Aborted) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        return await FindAsync(session, command) is { } schedule
            ? await ChangeAsync(command, () => Task.FromResult<LoadedSchedule?>(schedule), loaded => loaded.Cancel())
            : PartnershipsErrors.ScheduleNotFound;
    }

    /// <summary>Confirms a meeting of a schedule.</summary>
    public Task<Answer<ScheduleView>> ConfirmAsync(Guid id, Guid meeting, Command command) =>
        ChangeAsync(
            command,
            async () =>
                await db.AcquireSessionAsync(id, command.Aborted) is { } session
                && await FindAsync(session, command) is { } schedule
                && schedule.Row.Meetings.Any(planned => planned.Id == meeting)
                    ? schedule
                    : null,
            schedule => schedule.Confirm(meeting)
        );

    protected override long VersionOf(LoadedSchedule resource) => resource.Row.Version;

    protected override async Task<DomainError?> SaveAsync(LoadedSchedule resource, ScheduleState change, Command command)
    {
        resource.Row.Apply(change);
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<Answer<ScheduleView>> ChangeAsync(
        Command command,
        Func<Task<LoadedSchedule?>> find,
        Func<ScheduleState, Result<ScheduleState>> decide
    ) =>
        (await RunAsync(command, find, loaded => decide(loaded.Row.Current))).Map(changed =>
            ScheduleView.Of(changed.Row, changed.Session)
        );

    private async Task<Result<LoadedSchedule>> AddAsync(Session session, Command command)
    {
        var schedule = new LoadedSchedule(new Schedule { Id = session.Id }, session);
        db.Add(schedule.Row);
        await SaveAsync(schedule, ScheduleState.None.Start(Guid.CreateVersion7(), command.Now).Value, command);
        return schedule;
    }

    private async Task<LoadedSchedule?> FindAsync(Session session, Command command) =>
        (await db.AcquireRowsAsync<Schedule>([session.Id], command.Aborted)).SingleOrDefault() is { } schedule
            ? new LoadedSchedule(schedule, session)
            : null;
}
