using Platform.Registry.Domain.Applications;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

/// <summary>
/// Accepts an application: it becomes an organisation that is registered from today and belongs to the applicant's party.
/// </summary>
internal static class AcceptApplication
{
    internal sealed record Response(Guid OrganisationId, Guid ApplicationId, ApplicationStatus Status);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/accept", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.application-state", "registry.already-registered")
            .WithTags("Applications")
            .WithSummary("Accept: the organisation is registered");

    private static Task<Answer<Response>> HandleAsync(Guid id, Command command, Applications applications) =>
        applications.ChangeAsync(
            id,
            command,
            application => application.Accept(Guid.CreateVersion7()),
            (accepted, _) => new Response(accepted.OrganisationId!.Value, id, accepted.Status)
        );
}
