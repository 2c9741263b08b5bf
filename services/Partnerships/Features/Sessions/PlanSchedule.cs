using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Starts, cancels and shows a schedule. <see cref="SchedulePlanning"/> computes it.</summary>
internal static class PlanSchedule
{
    public static void Map(RouteGroupBuilder api)
    {
        var schedule = api.MapGroup("/sessions/{id:guid}/schedule").For(Roles.PartnershipManager).WithTags("Sessions");
        schedule
            .MapPost("", StartAsync)
            .Starts()
            .Refuses("partnerships.session-needs-participants", "partnerships.schedule-running")
            .WithSummary("Plan the session, or plan it anew: confirmed meetings stay as they are");
        schedule
            .MapPost("cancel", CancelAsync)
            .Refuses("partnerships.schedule-not-found", "partnerships.schedule-not-running")
            .WithSummary("Stop the planning; what was planned before stays");
        schedule.MapGet("", GetAsync).Refuses("partnerships.schedule-not-found").WithSummary("The schedule, or how far it is");
    }

    private static async Task<Answer<ScheduleView>> StartAsync(
        Guid id,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        ScheduleSignal signal,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireSessionAsync(id, cancellationToken) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        if (await db.Participants.CountAsync(participant => participant.SessionId == id, cancellationToken) < 2)
        {
            return PartnershipsErrors.SessionNeedsParticipants;
        }

        var schedule = await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (schedule is not null && ifMatch.Refuses(schedule.Version) is { } stale)
        {
            return stale;
        }

        if (schedule is { IsPlanning: true })
        {
            return PartnershipsErrors.ScheduleRunning;
        }

        var now = clock.GetUtcNow();
        if (schedule is null)
        {
            db.Add(
                schedule = new Schedule
                {
                    Id = id,
                    Status = ScheduleStatus.Queued,
                    RequestedAt = now,
                }
            );
        }

        (schedule.Status, schedule.Progress, schedule.RequestedAt, schedule.Run) = (ScheduleStatus.Queued, 0, now, Guid.CreateVersion7());
        db.WakeOnCommit(signal);
        await db.SaveChangesAsync(cancellationToken);
        return Answer.At($"/api/partnerships/v1/sessions/{id}/schedule", ScheduleView.Of(schedule, session));
    }

    private static async Task<Answer<ScheduleView>> CancelAsync(
        Guid id,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (await db.AcquireSessionAsync(id, cancellationToken) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        if ((await db.AcquireRowsAsync<Schedule>([id], cancellationToken)).SingleOrDefault() is not { } schedule)
        {
            return PartnershipsErrors.ScheduleNotFound;
        }

        if (ifMatch.Refuses(schedule.Version) is { } stale)
        {
            return stale;
        }

        if (!schedule.IsPlanning)
        {
            return PartnershipsErrors.ScheduleNotRunning;
        }

        schedule.Status = ScheduleStatus.Cancelled;
        await db.SaveChangesAsync(cancellationToken);
        return ScheduleView.Of(schedule, session);
    }

    private static async Task<Answer<ScheduleView>> GetAsync(Guid id, PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session)
        {
            return PlatformErrors.NotFound;
        }

        return await db.Schedules.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } schedule
            ? ScheduleView.Of(schedule, session)
            : PartnershipsErrors.ScheduleNotFound;
    }
}
