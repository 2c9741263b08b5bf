using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

internal static class ReturnApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/return", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Return with what has to change");

    private static Task<Answer<ApplicationView>> HandleAsync(Guid id, ReasonBody body, Command command, Applications applications) =>
        applications.ChangeAsync(id, command, application => application.Return(body.Reason!));
}
