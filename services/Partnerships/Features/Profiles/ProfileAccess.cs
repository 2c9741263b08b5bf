using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

internal static class ProfileAccess
{
    public static IQueryable<Profile> ActiveOn(this IQueryable<Profile> profiles, DateOnly today) =>
        profiles.Where(profile => profile.ActiveFrom <= today && profile.ActiveUntil >= today);

    /// <summary>
    /// Returns the profiles that the caller may see: active ones for everyone, owners' own and, for managers, all, in any state.
    /// </summary>
    public static IQueryable<Profile> VisibleTo(this IQueryable<Profile> profiles, Caller caller, DateOnly today) =>
        caller.Has(Roles.PartnershipManager) ? profiles
        : caller.Party.Length == 0 ? profiles.ActiveOn(today)
        : profiles.Where(profile => profile.Party == caller.Party || (profile.ActiveFrom <= today && profile.ActiveUntil >= today));

    /// <summary>Returns whether an introduction between the profile and one of the caller's was accepted.</summary>
    public static async Task<bool> AgreedAsync(
        this PartnershipsDbContext db,
        Guid profile,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (caller.Party.Length == 0)
        {
            return false;
        }

        var counterparts = await db
            .Introductions.Where(introduction =>
                introduction.State == IntroductionState.Accepted
                && (introduction.FromProfileId == profile || introduction.ToProfileId == profile)
            )
            .Select(introduction => introduction.FromProfileId == profile ? introduction.ToProfileId : introduction.FromProfileId)
            .ToListAsync(cancellationToken);
        return counterparts.Count > 0
            && await db.Profiles.AnyAsync(mine => counterparts.Contains(mine.Id) && mine.Party == caller.Party, cancellationToken);
    }
}
