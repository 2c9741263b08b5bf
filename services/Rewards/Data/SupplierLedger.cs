using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Data;

/// <summary>The running totals of suppliers that every purchase event carries.</summary>
internal sealed class SupplierLedger(RewardsDbContext db)
{
    /// <summary>The totals as they are, for several suppliers at once.</summary>
    public async Task<IReadOnlyDictionary<Guid, SupplierTotals>> TotalsAsync(
        IReadOnlyCollection<Guid> suppliers, CancellationToken cancellationToken)
    {
        var sums = await (
            from row in db.Purchases.AsNoTracking()
            where suppliers.Contains(row.SupplierId) && row.Status == PurchaseStatus.Accepted
            group row by new { row.SupplierId, row.Series } into g
            select new Sum(
                g.Key.SupplierId, g.Key.Series, g.Sum(row => row.AmountTwd), g.Count(), g.Select(row => row.BuyerId).Distinct().Count()))
            .ToListAsync(cancellationToken);
        return (await db.Suppliers.AsNoTracking().Where(row => suppliers.Contains(row.Id))
                .Select(row => new { row.Id, row.Ubn, row.TotalsVersion }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Id, row => new SupplierTotals
            {
                OrganisationId = row.Id,
                SupplierUbn = row.Ubn ?? "",
                Version = row.TotalsVersion,
                Social = TotalsOf(row.Id, Series.Social),
                Startup = TotalsOf(row.Id, Series.Startup),
            });

        SeriesTotals TotalsOf(Guid supplier, Series series) =>
            sums.FirstOrDefault(sum => sum.Supplier == supplier && sum.Series == series) is { } sum
                ? new SeriesTotals { AmountTwd = sum.AmountTwd, Purchases = sum.Purchases, DistinctBuyers = sum.Buyers }
                : new SeriesTotals { AmountTwd = 0, Purchases = 0, DistinctBuyers = 0 };
    }

    /// <summary>
    /// The totals after <paramref name="purchase"/> was accepted (<paramref name="sign"/> 1) or reversed (-1) in this transaction and not
    /// saved yet. Takes the supplier's next totals version, which holds off a concurrent change.
    /// </summary>
    public async Task<SupplierTotals> TotalsAfterAsync(PurchaseRow purchase, int sign, CancellationToken cancellationToken)
    {
        await db.Suppliers.Where(row => row.Id == purchase.SupplierId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TotalsVersion, row => row.TotalsVersion + 1), cancellationToken);
        var before = (await TotalsAsync([purchase.SupplierId], cancellationToken))[purchase.SupplierId];
        var sameBuyer = await db.Purchases.AnyAsync(
            row => row.SupplierId == purchase.SupplierId && row.Status == PurchaseStatus.Accepted && row.Series == purchase.Series
                && row.BuyerId == purchase.BuyerId && row.Id != purchase.Id,
            cancellationToken);
        SeriesTotals After(SeriesTotals totals) => new()
        {
            AmountTwd = totals.AmountTwd + sign * purchase.AmountTwd,
            Purchases = totals.Purchases + sign,
            DistinctBuyers = totals.DistinctBuyers + (sameBuyer ? 0 : sign),
        };
        return purchase.Series is Series.Social
            ? before with { Social = After(before.Social) }
            : before with { Startup = After(before.Startup) };
    }

    private sealed record Sum(Guid Supplier, Series Series, long AmountTwd, int Purchases, int Buyers);
}
