using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>
/// Compares the incrementally updated figures of a year with a full recomputation. Differences in live standings are repaired under a new
/// version. The result and standings of a closed year are recomputed too, but differences there are only reported, because a result is
/// restated, never rewritten.
/// </summary>
internal sealed class YearCheck(RewardsDbContext db, YearLedger ledger, TimeProvider clock, ILogger<YearCheck> log)
{
    private sealed record Comparison(int Purchases, IReadOnlyList<TallyDifference> Tallies, IReadOnlyList<CountDifference> Counts)
    {
        public int Differences => Tallies.Count + Counts.Count;
    }

    public async Task<SelfCheckRow> RunAsync(int year, DateOnly night, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var version = await db
            .AwardYears.AsNoTracking()
            .Where(row => row.Year == year)
            .Select(row => row.StandingsVersion)
            .SingleAsync(cancellationToken);
        var live = await CompareAsync(year, version, cancellationToken);
        var closed = await ReplayAsync(year, cancellationToken);

        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var repaired = 0;
        if (live.Differences > 0)
        {
            // A purchase rejected or reversed during the comparison looks like a difference, so compare again with the year locked.
            version = await ledger.AcquireNextVersionAsync(year, clock.GetUtcNow(), cancellationToken);
            live = await CompareAsync(year, version, cancellationToken);
            await RepairAsync(year, version, live, cancellationToken);
            repaired = live.Differences;
        }
        var check = new SelfCheckRow
        {
            Year = year,
            Night = night,
            At = clock.GetUtcNow(),
            DurationMilliseconds = (long)Stopwatch.GetElapsedTime(since).TotalMilliseconds,
            Purchases = live.Purchases,
            Differences = live.Differences + closed,
            Repaired = repaired,
        };
        db.SelfChecks.Add(check);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);

        foreach (var found in live.Tallies)
        {
            log.LogError(
                "The standings of {Year} {Series} were kept wrong for buyer {Buyer}: {Kept}, recomputed {Recomputed}; repaired",
                year,
                found.Series,
                found.BuyerId,
                found.Stored,
                found.Recomputed
            );
        }

        foreach (var found in live.Counts)
        {
            log.LogError(
                "The purchases of buyer {Buyer} from supplier {Supplier} in {Year} {Series} were kept as {Kept}, recomputed {Recomputed}; repaired",
                found.BuyerId,
                found.SupplierUbn,
                year,
                found.Series,
                found.Stored,
                found.Recomputed
            );
        }

        RewardsMetrics.Record(check);
        return check;
    }

    private async Task<Comparison> CompareAsync(int year, long version, CancellationToken cancellationToken)
    {
        var (book, purchases) = (new TallyBook(), 0);
        await foreach (var counted in ledger.Counted(year, version).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            book.Add(counted);
            purchases++;
        }
        var left = db
            .Purchases.AsNoTracking()
            .Where(row =>
                row.Year == year
                && (row.Status == PurchaseStatus.Rejected || (row.Status == PurchaseStatus.Reversed && row.CountedUntil <= version))
            )
            .Select(row => new
            {
                row.Id,
                row.BuyerId,
                row.SupplierUbn,
                row.AmountTwd,
                row.PurchasedOn,
                row.VoucherNo,
                row.Series,
                row.Status,
                row.Steps,
            });
        await foreach (var row in left.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            book.Exclude(
                new CountedPurchase(row.Id, row.BuyerId, row.SupplierUbn, row.AmountTwd, row.PurchasedOn, row.VoucherNo, row.Series),
                row.Status,
                row.Steps[^1].ReasonCode!.Value
            );
        }
        return new Comparison(
            purchases,
            StandingsComparison.OfTallies(await LoadStoredAsync(year, version, cancellationToken), book, withExcluded: true),
            await CompareCountsAsync(year, book, cancellationToken)
        );
    }

    /// <summary>Returns the number of differences between the last result of a closed year and its recomputation.</summary>
    private async Task<int> ReplayAsync(int year, CancellationToken cancellationToken)
    {
        if (
            await db
                .YearResults.AsNoTracking()
                .Where(row => row.Year == year)
                .OrderByDescending(row => row.Version)
                .FirstOrDefaultAsync(cancellationToken)
            is not { } stored
        )
        {
            return 0;
        }

        var inputs = await ledger.InputsAsync(year, stored.RuleVersion, stored.StandingsVersion, stored.Special, cancellationToken);
        var differences = 0;
        if (AwardYear.Compute(stored.Version, stored.PreviousHash, inputs).Hash != stored.Hash)
        {
            log.LogError(
                "Result {Version} of {Year} does not come out again from the purchases and rules kept: one of them was changed after it",
                stored.Version,
                year
            );
            differences++;
        }
        // A purchase may still be rejected after the closing, so the excluded purchases are not compared.
        var tallies = StandingsComparison.OfTallies(
            await LoadStoredAsync(year, stored.StandingsVersion, cancellationToken),
            inputs.Counted.Book,
            withExcluded: false
        );
        foreach (var found in tallies)
        {
            log.LogError(
                "The closed standings of {Year} {Series} differ for buyer {Buyer}: {Kept}, recomputed {Recomputed}",
                year,
                found.Series,
                found.BuyerId,
                found.Stored,
                found.Recomputed
            );
        }

        return differences + tallies.Count;
    }

    private async Task RepairAsync(int year, long version, Comparison found, CancellationToken cancellationToken)
    {
        foreach (var tally in found.Tallies)
        {
            await db
                .Tallies.Where(row =>
                    row.Year == year && row.Series == tally.Series && row.BuyerId == tally.BuyerId && row.UntilVersion == TallyRow.Open
                )
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UntilVersion, version), cancellationToken);
            db.Tallies.Add(TallyRow.Of(year, tally.Series, tally.BuyerId, version, tally.Recomputed));
        }
        foreach (var count in found.Counts)
        {
            await db
                .SupplierCounts.Where(row =>
                    row.Year == year && row.Series == count.Series && row.BuyerId == count.BuyerId && row.SupplierUbn == count.SupplierUbn
                )
                .ExecuteDeleteAsync(cancellationToken);
            if (count.Recomputed > 0)
            {
                db.SupplierCounts.Add(
                    new SupplierCountRow
                    {
                        Year = year,
                        Series = count.Series,
                        BuyerId = count.BuyerId,
                        SupplierUbn = count.SupplierUbn,
                        Purchases = count.Recomputed,
                    }
                );
            }
        }
    }

    private async Task<IReadOnlyList<CountDifference>> CompareCountsAsync(int year, TallyBook book, CancellationToken cancellationToken)
    {
        var rows = db.SupplierCounts.AsNoTracking().Where(row => row.Year == year);
        var comparison = new CountComparison(book);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            comparison.Add(row.BuyerId, row.Series, row.SupplierUbn, row.Purchases);
        }

        if (!comparison.IsComplete)
        {
            comparison.AddMissing(
                await rows.AsAsyncEnumerable()
                    .Select(row => (row.BuyerId, row.Series, row.SupplierUbn))
                    .ToHashSetAsync(cancellationToken: cancellationToken)
            );
        }

        return comparison.Differences;
    }

    private async Task<Dictionary<(Guid Buyer, Series Series), Tally>> LoadStoredAsync(
        int year,
        long version,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Tallies.AsNoTracking()
                .Where(row => row.Year == year && row.UntilVersion > version && row.FromVersion <= version)
                .ToListAsync(cancellationToken)
        ).ToDictionary(row => (row.BuyerId, row.Series), row => row.Tally);
}
