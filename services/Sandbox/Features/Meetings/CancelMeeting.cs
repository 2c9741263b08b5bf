using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Meetings;

/// <summary>Cancels a meeting. Another one is due if its reason still applies.</summary>
internal static class CancelMeeting
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/meetings/{meetingId:guid}/cancel", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses(
                "sandbox.wrong-state",
                "sandbox.meeting-unknown",
                "sandbox.minutes-already-recorded",
                "sandbox.meeting-already-cancelled"
            )
            .WithTags("Meetings")
            .WithSummary("Cancel a meeting that was called");

    private static Task<Answer<RequestView>> HandleAsync(Guid id, Guid meetingId, ReasonBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Coordination.Cancel(c, meetingId, body.Reason!, now));
}
