using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.SelfChecks;

internal static class ListSelfChecks
{
    private const int MaxItems = 100;

    /// <summary>The result of one night's check of a year or, without a year, of the suppliers' totals over all years.</summary>
    internal sealed record SelfCheckView(
        DateOnly Night,
        int? Year,
        DateTimeOffset At,
        [property: JsonPropertyName("tookMilliseconds")] long DurationMilliseconds,
        int Purchases,
        int Differences,
        int Repaired
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("self-checks", HandleAsync)
            .For(Roles.RewardReviewer)
            .WithTags("Award years")
            .WithSummary("What the nightly self-checks found, the last night first");

    private static async Task<Answer<Page<SelfCheckView>>> HandleAsync(RewardsDbContext db, CancellationToken cancellationToken) =>
        new Page<SelfCheckView>(
            await db
                .SelfChecks.AsNoTracking()
                .OrderByDescending(row => row.Night)
                .ThenBy(row => row.Year)
                .Take(MaxItems)
                .Select(row => new SelfCheckView(
                    row.Night,
                    row.Year == SelfCheckRow.Suppliers ? null : row.Year,
                    row.At,
                    row.DurationMilliseconds,
                    row.Purchases,
                    row.Differences,
                    row.Repaired
                ))
                .ToListAsync(cancellationToken),
            null
        );
}
