using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

internal static class WithdrawApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/withdraw", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Withdraw an application that is not decided");

    private static Task<Answer<ApplicationView>> HandleAsync(Guid id, Command command, Applications applications) =>
        applications.ChangeByOwnerAsync(id, command, application => application.Withdraw());
}
