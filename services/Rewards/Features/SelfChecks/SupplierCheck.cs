using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Messaging;
using Platform.Rewards.Data;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>
/// Compares the running totals of suppliers with a full recomputation and repairs differences. The supplier's next event publishes the
/// repaired totals.
/// </summary>
internal sealed class SupplierCheck(RewardsDbContext db, SupplierLedger ledger, TimeProvider clock, ILogger<SupplierCheck> log)
{
    public async Task<SelfCheckRow> RunAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var (stored, recomputed) = (await LoadStoredAsync(null, cancellationToken), await ledger.RecomputedAsync(null, cancellationToken));
        var purchases = recomputed.Values.Sum(row => row.Purchases);
        Guid[] differing = [.. Differing(stored, recomputed).Select(key => key.SupplierId).Distinct()];

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var repaired = 0;
        if (differing.Length > 0)
        {
            // A purchase accepted or reversed between the two reads looks like a difference, so compare again with the suppliers locked.
            await db.AcquireRowsAsync<SupplierRow>(differing, cancellationToken);
            (stored, recomputed) = (
                await LoadStoredAsync(differing, cancellationToken),
                await ledger.RecomputedAsync(differing, cancellationToken)
            );
            foreach (var (supplier, series) in Differing(stored, recomputed))
            {
                var (was, actual) = (stored.GetValueOrDefault((supplier, series)), recomputed.GetValueOrDefault((supplier, series)));
                db.Entry(actual ?? was!).State = (was, actual) switch
                {
                    (null, _) => EntityState.Added,
                    (_, null) => EntityState.Deleted,
                    _ => EntityState.Modified,
                };
                log.LogError(
                    "The totals of supplier {Supplier} in {Series} were kept as {Kept}, recomputed {Recomputed}; repaired",
                    supplier,
                    series,
                    was?.Figures,
                    actual?.Figures
                );
                repaired++;
            }
        }
        var check = new SelfCheckRow
        {
            Year = SelfCheckRow.Suppliers,
            Night = night,
            At = clock.GetUtcNow(),
            DurationMilliseconds = (long)Stopwatch.GetElapsedTime(since).TotalMilliseconds,
            Purchases = purchases,
            Differences = repaired,
            Repaired = repaired,
        };
        db.SelfChecks.Add(check);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        RewardsMetrics.Record(check);
        return check;
    }

    private Task<Dictionary<(Guid SupplierId, Domain.Series Series), SupplierTotalsRow>> LoadStoredAsync(
        Guid[]? suppliers,
        CancellationToken cancellationToken
    ) =>
        db
            .SupplierTotals.AsNoTracking()
            .Where(row => suppliers == null || suppliers.Contains(row.SupplierId))
            .ToDictionaryAsync(row => (row.SupplierId, row.Series), cancellationToken);

    private static (Guid SupplierId, Domain.Series Series)[] Differing(
        Dictionary<(Guid, Domain.Series), SupplierTotalsRow> stored,
        Dictionary<(Guid, Domain.Series), SupplierTotalsRow> recomputed
    ) =>
        // A supplier whose purchases were all reversed has a row of zeros, which equals a missing row.
        [
            .. stored
                .Keys.Union(recomputed.Keys)
                .Where(key =>
                    (stored.GetValueOrDefault(key)?.Figures ?? default) != (recomputed.GetValueOrDefault(key)?.Figures ?? default)
                ),
        ];
}
