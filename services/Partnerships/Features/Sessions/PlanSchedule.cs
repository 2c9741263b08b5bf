using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

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

    private static Task<Answer<ScheduleView>> StartAsync(Guid id, Command command, Schedules schedules) =>
        schedules.StartAsync(id, command);

    private static Task<Answer<ScheduleView>> CancelAsync(Guid id, Command command, Schedules schedules) =>
        schedules.CancelAsync(id, command);

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
