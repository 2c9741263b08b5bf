using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Awards;

internal static class VerifyAward
{
    /// <summary>
    /// The recomputation from the frozen inputs beside the published result. <c>verifiedAt</c> is the time when the recomputation began.
    /// </summary>
    internal sealed record Verification(
        Guid AwardId,
        string AwardNo,
        bool Valid,
        AwardState State,
        int ResultVersion,
        string Hash,
        string? RecomputedHash,
        string YearHash,
        string RecomputedYearHash,
        int Purchases,
        DateTimeOffset VerifiedAt
    );

    public static void Map(RouteGroupBuilder awards) =>
        awards
            .MapGet("{id:guid}/verify", HandleAsync)
            .ForAnyone()
            .WithSummary("Recompute an award from its year's purchases and rules and compare the hashes");

    private static async Task<Answer<Verification>> HandleAsync(
        Guid id,
        RewardsDbContext db,
        RecomputedResults results,
        CancellationToken cancellationToken
    )
    {
        if (await db.Awards.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } award)
        {
            return PlatformErrors.NotFound;
        }

        var granted = award.Versions.Last(version => version.State is AwardState.Granted);
        var stored = await db
            .YearResults.AsNoTracking()
            .SingleAsync(row => row.Year == award.Year && row.Version == granted.ResultVersion, cancellationToken);
        var (recomputed, at) = await results.GetAsync(stored, cancellationToken);
        var same = recomputed.Awards.FirstOrDefault(found => found.Key == (award.Series, award.Code, award.BuyerId));
        return new Verification(
            award.Id,
            award.AwardNo,
            same?.Hash == granted.Hash && recomputed.Hash == stored.Hash,
            award.Current.State,
            stored.Version,
            granted.Hash,
            same?.Hash,
            stored.Hash,
            recomputed.Hash,
            recomputed.Purchases,
            at
        );
    }
}
