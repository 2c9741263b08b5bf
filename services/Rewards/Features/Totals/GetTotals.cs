using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Totals;

/// <summary>Returns totals of the accepted purchases. The two series are listed side by side and never added up.</summary>
internal static class GetTotals
{
    internal sealed record TotalsFigures(long AmountTwd, int Purchases);

    internal sealed record TotalsGroup(string Key, TotalsFigures Social, TotalsFigures Startup);

    internal sealed record YearFigures(int Year, TotalsFigures Social, TotalsFigures Startup);

    /// <param name="AmountTwd">The plan's target for social procurement.</param>
    /// <param name="From">The first day of the target's period.</param>
    /// <param name="To">The last day of the target's period.</param>
    /// <param name="ReachedTwd">The amount of accepted social purchases in the period.</param>
    /// <param name="Progress">The progress in thousandths of the target.</param>
    internal sealed record TotalsTarget(long AmountTwd, DateOnly From, DateOnly To, long ReachedTwd, long Progress);

    internal sealed record Totals(
        TotalsFigures Social,
        TotalsFigures Startup,
        TotalsTarget Target,
        IReadOnlyList<YearFigures> Years,
        IReadOnlyList<TotalsGroup> ByCooperation,
        IReadOnlyList<TotalsGroup> ByCounty,
        IReadOnlyList<TotalsGroup> BySdg,
        IReadOnlyList<TotalsGroup> ByBuyerKind,
        DateTimeOffset At
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("totals", HandleAsync).ForAnyone().WithTags("Totals").WithSummary("Procurement by year and in all, the series apart");

    private sealed record Cell(string Key, Series Series, long AmountTwd, int Purchases);

    private static async Task<Answer<Totals>> HandleAsync(
        RewardsDbContext db,
        IOptions<RewardsOptions> options,
        CostlyAnswers<string, Totals> answers,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        await answers.GetAsync(
            "",
            // Every accepted purchase increments a standings version, so the sum estimates the number of rows.
            await db.AwardYears.SumAsync(row => row.StandingsVersion, cancellationToken),
            () => ComputeAsync(db, options.Value, clock.GetUtcNow(), CancellationToken.None),
            cancellationToken
        );

    private static async Task<Totals> ComputeAsync(
        RewardsDbContext db,
        RewardsOptions options,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (options.TargetFrom, options.TargetTo);
        // Tallies and supplier totals give all figures but two: by cooperation type, and in the target's period. One query counts both.
        var byBuyer = await (
            from tally in db.Tallies.AsNoTracking()
            where tally.UntilVersion == TallyRow.Open
            join buyer in db.Buyers on tally.BuyerId equals buyer.Id
            group tally by new
            {
                tally.Year,
                tally.Series,
                buyer.Kind,
            } into g
            select new
            {
                g.Key,
                Amount = g.Sum(row => row.TotalTwd),
                Count = g.Sum(row => row.Purchases),
            }
        ).ToListAsync(cancellationToken);
        var bySupplier = await (
            from sold in db.SupplierTotals.AsNoTracking()
            join supplier in db.Suppliers on sold.SupplierId equals supplier.Id
            select new
            {
                sold.Series,
                sold.AmountTwd,
                sold.Purchases,
                supplier.County,
                supplier.Sdgs,
            }
        ).ToListAsync(cancellationToken);
        var byCooperation = await db
            .Purchases.AsNoTracking()
            .Where(row => row.Status == PurchaseStatus.Accepted)
            .GroupBy(row => new
            {
                row.Series,
                row.Cooperation,
                InPeriod = row.PurchasedOn >= from && row.PurchasedOn <= to,
            })
            .Select(g => new
            {
                g.Key,
                Amount = g.Sum(row => row.AmountTwd),
                Count = g.Count(),
            })
            .ToListAsync(cancellationToken);

        var reached = byCooperation.Where(found => found.Key is { Series: Series.Social, InPeriod: true }).Sum(found => found.Amount);
        var all = byBuyer.Select(found => new Cell("", found.Key.Series, found.Amount, found.Count)).ToArray();
        return new Totals(
            Sum(all, Series.Social),
            Sum(all, Series.Startup),
            new TotalsTarget(options.TargetTwd, from, to, reached, (long)((Int128)reached * 1000 / Math.Max(1, options.TargetTwd))),
            [
                .. byBuyer
                    .Where(found => found.Count > 0)
                    .GroupBy(found => found.Key.Year, found => new Cell("", found.Key.Series, found.Amount, found.Count))
                    .OrderBy(year => year.Key)
                    .Select(year => new YearFigures(year.Key, Sum(year, Series.Social), Sum(year, Series.Startup))),
            ],
            Groups(
                byCooperation.Select(found => new Cell(found.Key.Cooperation.ToCamelCase(), found.Key.Series, found.Amount, found.Count))
            ),
            Groups(bySupplier.Select(found => new Cell(found.County, found.Series, found.AmountTwd, found.Purchases))),
            // A supplier with several goals counts under each goal, so the groups do not add up to the total.
            Groups(
                bySupplier.SelectMany(found =>
                    found.Sdgs.Select(sdg => new Cell(sdg.ToString("D2", null), found.Series, found.AmountTwd, found.Purchases))
                )
            ),
            Groups(byBuyer.Select(found => new Cell(found.Key.Kind.ToCamelCase(), found.Key.Series, found.Amount, found.Count))),
            at
        );
    }

    private static TotalsGroup[] Groups(IEnumerable<Cell> cells) =>
        [
            .. cells
                .Where(cell => cell.Purchases > 0)
                .GroupBy(cell => cell.Key)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new TotalsGroup(group.Key, Sum(group, Series.Social), Sum(group, Series.Startup))),
        ];

    private static TotalsFigures Sum(IEnumerable<Cell> cells, Series series)
    {
        var own = cells.Where(cell => cell.Series == series).ToArray();
        return new TotalsFigures(own.Sum(cell => cell.AmountTwd), own.Sum(cell => cell.Purchases));
    }
}
