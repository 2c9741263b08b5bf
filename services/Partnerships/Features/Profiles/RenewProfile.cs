using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// Renews a profile for another term at its owner's request. After the last day of the approval, a manager vets it again.
/// </summary>
internal static class RenewProfile
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/profiles/{id:guid}/renew", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Refuses("partnerships.renewal-too-early", "partnerships.renewal-not-vetted")
            .WithTags("Profiles")
            .WithSummary("Renew your profile for another year");

    private static async Task<Answer<ProfileView>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        PartnershipsSettings settings,
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

        var today = TaipeiTime.Today(clock);
        if (!profile.Vetting.Renew(today, settings.VettingMonths, settings.RenewalDays).Succeeded(out var vetting, out var refused))
        {
            return refused;
        }

        profile.ApplyVetting(vetting, await db.OrganisationOfAsync(profile, cancellationToken), today);
        await db.SaveChangesAsync(cancellationToken);
        return ProfileView.Of(profile, caller);
    }
}
