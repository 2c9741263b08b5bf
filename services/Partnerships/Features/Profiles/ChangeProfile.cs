using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Replaces a profile's content. When the vetted facts (name, kind, economy) change, a manager vets the profile again.</summary>
internal static class ChangeProfile
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/profiles/{id:guid}", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses(
                "partnerships.organisation-fixed",
                "partnerships.organisation-kind-mismatch",
                "partnerships.economy-unknown",
                "partnerships.time-zone-unknown",
                "partnerships.language-unknown",
                "partnerships.sdg-unknown",
                "partnerships.tag-unknown",
                "partnerships.sector-unknown",
                "partnerships.tag-retired",
                "partnerships.sector-retired",
                "partnerships.availability-invalid",
                "partnerships.email-invalid"
            )
            .WithTags("Profiles")
            .WithSummary("Change your profile");

    private static Task<Answer<ProfileView>> HandleAsync(
        Guid id,
        ProfileBody body,
        Command command,
        ProfileReading reading,
        Profiles profiles
    ) => profiles.ChangeByOwnerAsync(id, command, async loaded => body.OrganisationId is { } named && named != loaded.Row.OrganisationId
                ? PartnershipsErrors.OrganisationFixed
            : loaded.Organisation is not null && body.Kind != ProfileKind.Organisation ? PartnershipsErrors.OrganisationKindMismatch
            : (await reading.ReadAsync(body, loaded.Organisation, command.Aborted)).Map(read =>
                loaded.Row.Current.Replace(read.Content, read.Contact)
            ));
}
