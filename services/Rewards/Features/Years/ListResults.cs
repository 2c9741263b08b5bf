using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain.Closing;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Years;

internal static class ListResults
{
    /// <summary>One result with its awards.</summary>
    internal sealed record YearResultSummary(
        int Version,
        int RuleVersion,
        long StandingsVersion,
        int Purchases,
        string InputHash,
        string? PreviousHash,
        string Hash,
        string? Reason,
        DateTimeOffset At,
        IReadOnlyList<AwardDifference> Changes,
        IReadOnlyList<GrantedAward> Awards
    );

    public static void Map(RouteGroupBuilder years) =>
        years
            .MapGet("{year:int}/results", HandleAsync)
            .ForAnyone()
            .WithSummary("The closing of a year and its restatements, none of them ever changed");

    private static async Task<Answer<Page<YearResultSummary>>> HandleAsync(
        int year,
        RewardsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .YearResults.AsNoTracking()
            .Where(row => row.Year == year)
            .OrderBy(row => row.Version)
            .ToListAsync(cancellationToken);
        return new Page<YearResultSummary>(
            [
                .. rows.Select(row => new YearResultSummary(
                    row.Version,
                    row.RuleVersion,
                    row.StandingsVersion,
                    row.Purchases,
                    row.InputHash,
                    row.PreviousHash,
                    row.Hash,
                    row.Reason,
                    row.At,
                    row.Changes,
                    row.Awards
                )),
            ],
            null
        );
    }
}
