using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Creates a profile at its owner's request. An organisation's profile is filled in from the registry, and only the organisation's owner
/// may create it.
/// </summary>
internal static class CreateProfile
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/profiles", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses(
                "partnerships.organisation-unknown",
                "partnerships.organisation-not-registered",
                "partnerships.organisation-kind-mismatch",
                "partnerships.profile-exists",
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
            .WithSummary("Create a profile; it waits to be vetted");

    private static async Task<Answer<ProfileView>> HandleAsync(
        ProfileBody body,
        Command command,
        ProfileReading reading,
        PartnershipsDbContext db,
        Profiles profiles
    )
    {
        TrackedOrganisation? organisation = null;
        if (body.OrganisationId is { } id)
        {
            organisation = await db.Organisations.SingleOrDefaultAsync(candidate => candidate.Id == id, command.Aborted);
            var refused =
                body.Kind != ProfileKind.Organisation ? PartnershipsErrors.OrganisationKindMismatch
                : organisation is null || !command.Caller.Owns(organisation.OwnerParty) ? PartnershipsErrors.OrganisationUnknown
                : !organisation.IsRegistered(command.Today) ? PartnershipsErrors.OrganisationNotRegistered
                : await db.Profiles.AnyAsync(candidate => candidate.OrganisationId == id, command.Aborted)
                    ? PartnershipsErrors.ProfileExists
                : null;
            if (refused is not null)
            {
                return refused;
            }
        }

        return (await reading.ReadAsync(body, organisation, command.Aborted)).Succeeded(out var read, out var invalid)
            ? await profiles.AddAsync(ProfileState.Create(read.Content, read.Contact), organisation, command)
            : invalid;
    }
}
