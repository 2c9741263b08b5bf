using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Opinions;

/// <summary>Pauses the deadline of one opinion for an announced reason, and resumes it.</summary>
internal static class PauseOpinion
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/opinions/{authority}/pause", PauseAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.deadline-not-running")
            .WithTags("Opinions")
            .WithSummary("Stop the clock of an opinion");
        api.MapPost("/requests/{id:guid}/opinions/{authority}/resume", ResumeAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.deadline-not-paused")
            .WithTags("Opinions")
            .WithSummary("Resume the clock of an opinion");
    }

    private static Task<Answer<RequestView>> PauseAsync(Guid id, string authority, ReasonBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Consultation.Pause(c, authority, body.Reason!, now));

    private static Task<Answer<RequestView>> ResumeAsync(Guid id, string authority, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Consultation.Resume(c, authority, now));
}
