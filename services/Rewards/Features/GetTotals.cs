using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features;

/// <summary>Accepted purchases in figures. The two series stand side by side everywhere and are never added up.</summary>
internal static class GetTotals
{
    internal sealed record TotalsFigures(long AmountTwd, int Purchases);

    internal sealed record TotalsGroup(string Key, TotalsFigures Social, TotalsFigures Startup);

    internal sealed record YearFigures(int Year, TotalsFigures Social, TotalsFigures Startup);

    /// <param name="AmountTwd">The plan's target of social procurement.</param>
    /// <param name="From">First day of its period.</param>
    /// <param name="To">Last day of its period.</param>
    /// <param name="ReachedTwd">Accepted social purchases of the period.</param>
    /// <param name="Progress">In thousandths of the target.</param>
    internal sealed record TotalsTarget(long AmountTwd, DateOnly From, DateOnly To, long ReachedTwd, long Progress);

    internal sealed record Totals(
        TotalsFigures Social, TotalsFigures Startup, TotalsTarget Target, IReadOnlyList<YearFigures> Years, IReadOnlyList<TotalsGroup> ByCooperation,
        IReadOnlyList<TotalsGroup> ByCounty, IReadOnlyList<TotalsGroup> BySdg, IReadOnlyList<TotalsGroup> ByBuyerKind, DateTimeOffset At);

    public static void Map(RouteGroupBuilder api) => api.MapGet("totals", HandleAsync)
        .ForAnyone().WithTags("Totals").WithSummary("Procurement by year and in all, the series apart");

    private sealed record Cell(string Key, Series Series, long AmountTwd, int Purchases);

    private static async Task<Answer<Totals>> HandleAsync(
        RewardsDbContext db, IOptions<RewardsOptions> options, CostlyAnswers<string, Totals> answers, TimeProvider clock,
        CancellationToken cancellationToken) =>
        await answers.GetAsync(
            "",
            // Every purchase accepted took a version.
            await db.AwardYears.SumAsync(row => row.StandingsVersion, cancellationToken),
            () => ComputeAsync(db, options.Value, clock.GetUtcNow(), CancellationToken.None), cancellationToken);

    private static async Task<Totals> ComputeAsync(RewardsDbContext db, RewardsOptions options, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var accepted = db.Purchases.AsNoTracking().Where(row => row.Status == PurchaseStatus.Accepted);
        var byYear = await accepted.GroupBy(row => new { row.Year, row.Series, row.Cooperation, row.SupplierId })
            .Select(g => new { g.Key, Amount = g.Sum(row => row.AmountTwd), Count = g.Count() })
            .ToListAsync(cancellationToken);
        var byBuyer = await accepted.GroupBy(row => new { row.Series, row.BuyerId })
            .Select(g => new { g.Key, Amount = g.Sum(row => row.AmountTwd), Count = g.Count() })
            .ToListAsync(cancellationToken);
        var kinds = await db.Buyers.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Kind, cancellationToken);
        var supplierIds = byYear.Select(found => found.Key.SupplierId).Distinct().ToArray();
        var suppliers = await db.Suppliers.AsNoTracking().Where(row => supplierIds.Contains(row.Id))
            .Select(row => new { row.Id, row.County, row.Sdgs }).ToDictionaryAsync(row => row.Id, cancellationToken);

        var (from, to) = (options.TargetFrom, options.TargetTo);
        var reached = await accepted.Where(row => row.Series == Series.Social && row.PurchasedOn >= from && row.PurchasedOn <= to)
            .SumAsync(row => row.AmountTwd, cancellationToken);
        var years = byYear.Select(found => found.Key.Year).Distinct().Order()
            .Select(year => (year, cells: byYear.Where(found => found.Key.Year == year).Select(found => new Cell("", found.Key.Series, found.Amount, found.Count)).ToArray()));
        var all = byYear.Select(found => new Cell("", found.Key.Series, found.Amount, found.Count)).ToArray();
        return new Totals(
            Sum(all, Series.Social), Sum(all, Series.Startup),
            new TotalsTarget(options.TargetTwd, from, to, reached, (long)((Int128)reached * 1000 / Math.Max(1, options.TargetTwd))),
            [.. years.Select(entry => new YearFigures(entry.year, Sum(entry.cells, Series.Social), Sum(entry.cells, Series.Startup)))],
            Groups(byYear.Select(found => new Cell(found.Key.Cooperation.Word(), found.Key.Series, found.Amount, found.Count))),
            Groups(byYear.Select(found => new Cell(suppliers[found.Key.SupplierId].County, found.Key.Series, found.Amount, found.Count))),
            // A supplier with several goals counts under each, so these do not add up to the total.
            Groups(byYear.SelectMany(found => suppliers[found.Key.SupplierId].Sdgs.Select(sdg => new Cell(sdg.ToString("D2", null), found.Key.Series, found.Amount, found.Count)))),
            Groups(byBuyer.Select(found => new Cell(kinds[found.Key.BuyerId].Word(), found.Key.Series, found.Amount, found.Count))),
            at);
    }

    private static TotalsGroup[] Groups(IEnumerable<Cell> cells) =>
        [.. cells.GroupBy(cell => cell.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TotalsGroup(group.Key, Sum(group, Series.Social), Sum(group, Series.Startup)))];

    private static TotalsFigures Sum(IEnumerable<Cell> cells, Series series)
    {
        var own = cells.Where(cell => cell.Series == series).ToArray();
        return new TotalsFigures(own.Sum(cell => cell.AmountTwd), own.Sum(cell => cell.Purchases));
    }
}
