using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Applications;

internal static class StartApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications", HandleAsync)
            .For(Roles.Organisation)
            .Creates()
            .Refuses(
                "registry.ubn-invalid",
                "registry.identifier-missing",
                "registry.county-unknown",
                "registry.sdg-unknown",
                "registry.founded-in-future",
                "registry.already-registered"
            )
            .WithTags("Applications")
            .WithSummary("Start an application for registration (draft)");

    private static Task<Answer<ApplicationView>> HandleAsync(OrganisationBody body, Command command, Applications applications) =>
        applications.StartAsync(Application.Start(Guid.CreateVersion7(), command.Caller.Party, body.ToFacts(), command.Today), command);
}
