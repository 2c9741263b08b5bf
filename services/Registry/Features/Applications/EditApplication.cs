using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

internal static class EditApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/applications/{id:guid}", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state", "registry.already-registered", "registry.ubn-invalid")
            .WithTags("Applications")
            .WithSummary("Change a draft or returned application");

    private static Task<Answer<ApplicationView>> HandleAsync(Guid id, OrganisationBody body, Command command, Applications applications) =>
        applications.ChangeByOwnerAsync(id, command, application => application.Edit(body.ToFacts(), command.Today));
}
