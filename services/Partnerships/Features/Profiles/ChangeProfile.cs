using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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

    private static async Task<Answer<ProfileView>> HandleAsync(
        Guid id,
        ProfileBody body,
        IfMatch ifMatch,
        ProfileReading reading,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Profiles.SingleOrDefaultAsync(found => found.Id == id && found.Party == caller.Party, cancellationToken)
            is not { } profile
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(profile.Version) is { } stale)
        {
            return stale;
        }

        if (body.OrganisationId is { } named && named != profile.OrganisationId)
        {
            return PartnershipsErrors.OrganisationFixed;
        }

        if (profile.OrganisationId is not null && body.Kind != ProfileKind.Organisation)
        {
            return PartnershipsErrors.OrganisationKindMismatch;
        }

        var organisation = await db.OrganisationOfAsync(profile, cancellationToken);
        var draft = organisation is null
            ? body.ToDraft()
            : body.ToDraft().FilledFrom(new RegistryFacts(organisation.Name, organisation.Sdgs, organisation.Stage));
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

        var today = TaipeiTime.Today(clock);
        var vetting = profile.Vetting.AfterChange(profile.Content, content);
        if (profile.Contact != contact || !profile.Content.SameIdentity(content))
        {
            await TouchIntroductionsAsync(profile, db, cancellationToken);
        }

        profile.ApplyContent(content);
        profile.Contact = contact;
        profile.ApplyVetting(vetting, organisation, today);
        await db.SaveChangesAsync(cancellationToken);
        return ProfileView.Of(profile, caller);
    }

    /// <summary>Changes the version of the profile's introductions, because they show its name and, once accepted, its contact.</summary>
    private static async Task TouchIntroductionsAsync(Profile profile, PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        var showing = await db
            .Introductions.Where(row => row.FromProfileId == profile.Id || row.ToProfileId == profile.Id)
            .ToListAsync(cancellationToken);
        showing.ForEach(row => db.Entry(row).State = EntityState.Modified);
    }
}
