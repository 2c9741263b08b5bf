using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;

namespace Platform.Partnerships.Features.Matching;

/// <summary>Queries for matching, besides the profiles.</summary>
internal static class MatchingReads
{
    /// <summary>Returns the pairs in which the profile declined or was declined.</summary>
    public static async Task<DeclinedPairs> DeclinedPairsOfAsync(
        this PartnershipsDbContext db,
        Guid profile,
        CancellationToken cancellationToken
    )
    {
        var pairs = await db
            .Introductions.Where(row =>
                row.State == IntroductionState.Declined && (row.FromProfileId == profile || row.ToProfileId == profile)
            )
            .Select(row => new { row.FromProfileId, row.ToProfileId })
            .ToListAsync(cancellationToken);
        return new DeclinedPairs(pairs.Select(pair => (pair.FromProfileId, pair.ToProfileId)));
    }

    /// <summary>Returns those of the profiles whose open and recent introductions have reached the cap.</summary>
    public static async Task<IReadOnlySet<Guid>> ExposedAsync(
        this PartnershipsDbContext db,
        IReadOnlyList<Guid> profiles,
        MatchingRules rules,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        await db.Exposed(rules, today)
            .Where(row => profiles.Contains(row.ToProfileId))
            .GroupBy(row => row.ToProfileId)
            .Where(group => group.Count() >= rules.ExposureCap)
            .Select(group => group.Key)
            .ToHashSetAsync(cancellationToken);

    public static Task<int> ExposureOfAsync(
        this PartnershipsDbContext db,
        Guid profile,
        MatchingRules rules,
        DateOnly today,
        CancellationToken cancellationToken
    ) => db.Exposed(rules, today).CountAsync(row => row.ToProfileId == profile, cancellationToken);

    private static IQueryable<IntroductionRow> Exposed(this PartnershipsDbContext db, MatchingRules rules, DateOnly today)
    {
        var since = today.AddDays(-rules.ExposureWindowDays);
        return db.Introductions.Where(row => row.State == IntroductionState.Requested || row.RequestedOn > since);
    }
}
