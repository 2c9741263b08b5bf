using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

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

    private static Task<Answer<ScheduleView>> HandleAsync(Guid id, Guid meetingId, Command command, Schedules schedules) =>
        schedules.ConfirmAsync(id, meetingId, command);
}
