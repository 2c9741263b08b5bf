using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.SelfChecks;

internal static class ListSelfChecks
{
    private const int Most = 100;

    /// <summary>What one night found.</summary>
    internal sealed record SelfCheckView(DateOnly Night, DateTimeOffset At, long TookMilliseconds, int Purchases, int Differences, int Repaired);

    public static void Map(RouteGroupBuilder years) => years.MapGet("{year:int}/self-checks", HandleAsync)
        .For(Roles.RewardReviewer).WithSummary("What the nightly self-checks of a year found, the last night first");

    private static async Task<Answer<Page<SelfCheckView>>> HandleAsync(int year, RewardsDbContext db, CancellationToken cancellationToken) =>
        new Page<SelfCheckView>(
            await db.SelfChecks.AsNoTracking().Where(row => row.Year == year).OrderByDescending(row => row.Night).Take(Most)
                .Select(row => new SelfCheckView(row.Night, row.At, row.TookMilliseconds, row.Purchases, row.Differences, row.Repaired))
                .ToListAsync(cancellationToken),
            null);
}
