using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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
        ProfileReading reading,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = TaipeiTime.Today(clock);
        var draft = body.ToDraft();
        if (body.OrganisationId is { } organisationId)
        {
            if (body.Kind != ProfileKind.Organisation)
            {
                return PartnershipsErrors.OrganisationKindMismatch;
            }

            if (
                await db.Organisations.SingleOrDefaultAsync(candidate => candidate.Id == organisationId, cancellationToken)
                    is not { } organisation
                || !caller.Owns(organisation.OwnerParty)
            )
            {
                return PartnershipsErrors.OrganisationUnknown;
            }

            if (!organisation.IsRegistered(today))
            {
                return PartnershipsErrors.OrganisationNotRegistered;
            }

            if (await db.Profiles.AnyAsync(candidate => candidate.OrganisationId == organisationId, cancellationToken))
            {
                return PartnershipsErrors.ProfileExists;
            }

            draft = draft.FilledFrom(new RegistryFacts(organisation.Name, organisation.Sdgs, organisation.Stage));
        }

        var (content, faults) = (await reading.RulesAsync(db, cancellationToken)).Read(draft);
        if (content is null)
        {
            return faults[0];
        }

        var (contact, contactFaults) = ProfileRules.ReadContact(body.Contact!.Name, body.Contact.Email, body.Contact.Phone);
        if (contact is null)
        {
            return contactFaults[0];
        }

        var profile = new Profile
        {
            Id = Guid.CreateVersion7(),
            Party = caller.Party,
            OrganisationId = body.OrganisationId,
            Content = content,
            Contact = contact,
            CreatedAt = clock.GetUtcNow(),
        };
        profile.ApplyContent(content);
        db.Add(profile);
        if (await db.SaveUniqueAsync(PartnershipsErrors.ProfileExists, cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At($"/api/partnerships/v1/profiles/{profile.Id}", ProfileView.Of(profile, caller));
    }
}
