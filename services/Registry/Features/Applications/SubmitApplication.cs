using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

internal static class SubmitApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/submit", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Submit, or submit again after a return");

    private static Task<Answer<ApplicationView>> HandleAsync(Guid id, Command command, Applications applications) =>
        applications.ChangeByOwnerAsync(id, command, application => application.Submit(command.Now));
}
