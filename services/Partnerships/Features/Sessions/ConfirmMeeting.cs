using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>Confirms a meeting. It stays in its slot and at its table when the session is planned again.</summary>
internal static class ConfirmMeeting
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions/{id:guid}/meetings/{meetingId:guid}/confirm", HandleAsync)
            .For(Roles.PartnershipManager)
            .Refuses("partnerships.schedule-running")
            .WithTags("Sessions")
            .WithSummary("Confirm a meeting: planning again leaves it where it is");

    private static async Task<Answer<ScheduleView>> HandleAsync(
        Guid id,
        Guid meetingId,
        IfMatch ifMatch,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.AcquireSessionAsync(id, cancellationToken) is not { } session
            || await db.Schedules.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } schedule
            || schedule.Meetings.All(meeting => meeting.Id != meetingId)
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(schedule.Version) is { } stale)
        {
            return stale;
        }

        if (schedule.IsPlanning)
        {
            return PartnershipsErrors.ScheduleRunning;
        }

        schedule.Meetings =
        [
            .. schedule.Meetings.Select(meeting => meeting.Id == meetingId ? meeting with { Confirmed = true } : meeting),
        ];
        await db.SaveChangesAsync(cancellationToken);
        return ScheduleView.Of(schedule, session);
    }
}
