using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Decisions;

/// <summary>Publishes a decision, as a step of its own: the open layer is then a precedent.</summary>
internal static class PublishDecision
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/publish", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.confidential", "sandbox.no-public-layer", "sandbox.already-published")
            .WithTags("Decisions")
            .WithSummary("Publish the decision as a precedent");

    private static Task<Answer<RequestView>> HandleAsync(Guid id, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, Adjudication.Publish);
}
