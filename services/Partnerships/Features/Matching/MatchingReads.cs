using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Features.Profiles;

namespace Platform.Partnerships.Features.Matching;

/// <summary>What matching reads besides the profile itself.</summary>
internal static class MatchingReads
{
    /// <summary>Active profiles, less those that the profile's own markets rule out.</summary>
    public static IQueryable<Profile> CandidatesFor(this PartnershipsDbContext db, Profile profile, DateOnly today)
    {
        var candidates = db.Profiles.AsNoTracking().ActiveOn(today).Where(candidate => candidate.Id != profile.Id);
        var markets = profile.Content.MarketsSought.ToList();
        return markets.Count == 0 ? candidates : candidates.Where(candidate => markets.Contains(candidate.Economy));
    }

    /// <summary>Whom the profile declined, and who declined it.</summary>
    public static async Task<DeclinedPairs> DeclinedPairsOfAsync(this PartnershipsDbContext db, Guid profile, CancellationToken cancellationToken)
    {
        var pairs = await db.Introductions
            .Where(row => row.State == IntroductionState.Declined && (row.FromProfileId == profile || row.ToProfileId == profile))
            .Select(row => new { row.FromProfileId, row.ToProfileId }).ToListAsync(cancellationToken);
        return new DeclinedPairs(pairs.Select(pair => (pair.FromProfileId, pair.ToProfileId)));
    }

    /// <summary>Open and recent introductions by the profile that was asked.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> ExposureAsync(
        this PartnershipsDbContext db, MatchingRules rules, DateOnly today, CancellationToken cancellationToken) =>
        await db.Exposed(rules, today).GroupBy(row => row.ToProfileId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(entry => entry.Key, entry => entry.Count, cancellationToken);

    public static Task<int> ExposureOfAsync(this PartnershipsDbContext db, Guid profile, MatchingRules rules, DateOnly today, CancellationToken cancellationToken) =>
        db.Exposed(rules, today).CountAsync(row => row.ToProfileId == profile, cancellationToken);

    private static IQueryable<IntroductionRow> Exposed(this PartnershipsDbContext db, MatchingRules rules, DateOnly today)
    {
        var since = today.AddDays(-rules.ExposureWindowDays);
        return db.Introductions.Where(row => row.State == IntroductionState.Requested || row.RequestedOn > since);
    }
}
