using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;

namespace Platform.Rewards.Data;

/// <summary>The running totals of suppliers. Every purchase event includes them.</summary>
internal sealed class SupplierLedger(RewardsDbContext db)
{
    /// <summary>Returns the current totals of several suppliers.</summary>
    public async Task<IReadOnlyDictionary<Guid, SupplierTotals>> TotalsAsync(
        IReadOnlyCollection<Guid> suppliers,
        CancellationToken cancellationToken
    )
    {
        var sums = await db
            .SupplierTotals.AsNoTracking()
            .Where(row => suppliers.Contains(row.SupplierId))
            .ToDictionaryAsync(row => (row.SupplierId, row.Series), cancellationToken);
        return (
            await db
                .Suppliers.AsNoTracking()
                .Where(row => suppliers.Contains(row.Id))
                .Select(row => new
                {
                    row.Id,
                    row.Ubn,
                    row.TotalsVersion,
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(
            row => row.Id,
            row => new SupplierTotals
            {
                OrganisationId = row.Id,
                SupplierUbn = row.Ubn ?? "",
                Version = row.TotalsVersion,
                Social = TotalsOf(sums.GetValueOrDefault((row.Id, Series.Social))),
                Startup = TotalsOf(sums.GetValueOrDefault((row.Id, Series.Startup))),
            }
        );
    }

    /// <summary>
    /// Returns the totals after a step of <paramref name="purchase"/>, before it is saved. A step that changes them acquires the
    /// supplier's next totals version, which blocks concurrent changes.
    /// </summary>
    public async Task<SupplierTotals> TotalsAfterAsync(PurchaseRow purchase, PurchaseStep step, CancellationToken cancellationToken)
    {
        if (step.Status is not (PurchaseStatus.Accepted or PurchaseStatus.Reversed))
        {
            return (await TotalsAsync([purchase.SupplierId], cancellationToken))[purchase.SupplierId];
        }

        var sign = step.Status is PurchaseStatus.Accepted ? 1 : -1;
        await db
            .Suppliers.Where(row => row.Id == purchase.SupplierId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TotalsVersion, row => row.TotalsVersion + 1), cancellationToken);
        var sameBuyer = await db.Purchases.AnyAsync(
            row =>
                row.SupplierId == purchase.SupplierId
                && row.Status == PurchaseStatus.Accepted
                && row.Series == purchase.Series
                && row.BuyerId == purchase.BuyerId
                && row.Id != purchase.Id,
            cancellationToken
        );
        var current = await db.SupplierTotals.SingleOrDefaultAsync(
            row => row.SupplierId == purchase.SupplierId && row.Series == purchase.Series,
            cancellationToken
        );
        if (current is null)
        {
            current = new SupplierTotalsRow { SupplierId = purchase.SupplierId, Series = purchase.Series };
            db.SupplierTotals.Add(current);
        }
        current.AmountTwd = checked(current.AmountTwd + sign * purchase.AmountTwd);
        current.Purchases += sign;
        current.DistinctBuyers += sameBuyer ? 0 : sign;

        var totals = (await TotalsAsync([purchase.SupplierId], cancellationToken))[purchase.SupplierId];
        return purchase.Series is Series.Social ? totals with { Social = TotalsOf(current) } : totals with { Startup = TotalsOf(current) };
    }

    /// <summary>Recomputes the totals of some suppliers, or of all, from the purchases.</summary>
    public Task<Dictionary<(Guid SupplierId, Series Series), SupplierTotalsRow>> RecomputedAsync(
        IReadOnlyCollection<Guid>? suppliers,
        CancellationToken cancellationToken
    ) =>
        db
            .Purchases.AsNoTracking()
            .Where(row => row.Status == PurchaseStatus.Accepted && (suppliers == null || suppliers.Contains(row.SupplierId)))
            .GroupBy(row => new { row.SupplierId, row.Series })
            .Select(group => new SupplierTotalsRow
            {
                SupplierId = group.Key.SupplierId,
                Series = group.Key.Series,
                AmountTwd = group.Sum(row => row.AmountTwd),
                Purchases = group.Count(),
                DistinctBuyers = group.Select(row => row.BuyerId).Distinct().Count(),
            })
            .ToDictionaryAsync(row => (row.SupplierId, row.Series), cancellationToken);

    private static SeriesTotals TotalsOf(SupplierTotalsRow? row) =>
        new()
        {
            AmountTwd = row?.AmountTwd ?? 0,
            Purchases = row?.Purchases ?? 0,
            DistinctBuyers = row?.DistinctBuyers ?? 0,
        };
}
