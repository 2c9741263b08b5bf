using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

internal static class UpdateOrganisation
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/organisations/{id:guid}", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.organisation-state", "registry.identifier-fixed", "registry.county-unknown", "registry.sdg-unknown")
            .WithTags("Organisations")
            .WithSummary("Change what your organisation discloses");

    private static async Task<Answer<OrganisationView>> HandleAsync(
        Guid id,
        OrganisationBody body,
        Command command,
        Organisations organisations
    ) =>
        (await organisations.ChangeByOwnerAsync(id, command, organisation => organisation.Update(body.ToFacts(), command.Today))).ToView(
            command
        );
}
