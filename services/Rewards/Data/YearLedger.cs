using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Data;

/// <summary>
/// The counted purchases of a year, updated one purchase at a time. Every change acquires the year's next standings version and so blocks
/// other changes of that year until the transaction ends. No update of a tally is lost, and a committed version never changes.
/// </summary>
internal sealed class YearLedger(RewardsDbContext db, RuleBook rules)
{
    /// <summary>Acquires the next standings version of a year, and with it the lock on the year.</summary>
    public async Task<long> AcquireNextVersionAsync(int year, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "AwardYears" ("Year", "StandingsVersion") VALUES ({year}, 0) ON CONFLICT DO NOTHING""",
            cancellationToken
        );
        await db
            .AwardYears.Where(row => row.Year == year)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.StandingsVersion, row => row.StandingsVersion + 1), cancellationToken);
        await rules.SaveDefaultAsync(year, at, cancellationToken);
        return await db
            .AwardYears.AsNoTracking()
            .Where(row => row.Year == year)
            .Select(row => row.StandingsVersion)
            .SingleAsync(cancellationToken);
    }

    /// <summary>
    /// Records a step in the count of the year: an accepted purchase counts, a reversed one counts no more, and a rejected or reversed
    /// one is explained with its reason. Other steps change nothing.
    /// </summary>
    public async Task RecordAsync(PurchaseRow purchase, PurchaseStep step, CancellationToken cancellationToken)
    {
        if (step.Status is not (PurchaseStatus.Accepted or PurchaseStatus.Rejected or PurchaseStatus.Reversed))
        {
            return;
        }

        var version = await AcquireNextVersionAsync(purchase.Year, step.At, cancellationToken);
        var others = step.Status is PurchaseStatus.Rejected ? 0 : await CountOthersAsync(purchase, step.Status, cancellationToken);
        await ReplaceAsync(
            purchase,
            version,
            tally =>
                step.Status switch
                {
                    PurchaseStatus.Accepted => tally.Add(purchase.AmountTwd, others),
                    PurchaseStatus.Reversed => tally
                        .Remove(purchase.AmountTwd, others)
                        .Exclude(step.Status, step.ReasonCode!.Value, purchase.AmountTwd),
                    _ => tally.Exclude(step.Status, step.ReasonCode!.Value, purchase.AmountTwd),
                },
            cancellationToken
        );
        purchase.CountedFrom = step.Status is PurchaseStatus.Accepted ? version : purchase.CountedFrom;
        purchase.CountedUntil = step.Status is PurchaseStatus.Reversed ? version : purchase.CountedUntil;
    }

    /// <summary>
    /// Returns the entrants of a series in a standings version whose tallies changed after version <paramref name="since"/> (0 returns
    /// all).
    /// </summary>
    public async Task<IReadOnlyList<Entrant>> EntrantsAsync(
        int year,
        Series series,
        long since,
        long version,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from tally in db.Tallies.AsNoTracking()
            where
                tally.Year == year
                && tally.Series == series
                && tally.UntilVersion > version
                && tally.FromVersion <= version
                && tally.FromVersion > since
            join buyer in db.Buyers on tally.BuyerId equals buyer.Id
            select new { Row = tally, buyer.IsSme }
        ).ToListAsync(cancellationToken);
        return [.. rows.Select(found => new Entrant(found.Row.BuyerId, found.IsSme, found.Row.Tally))];
    }

    /// <summary>Loads everything that decides the awards of a year in a standings version.</summary>
    public async Task<YearInputs> InputsAsync(
        int year,
        int ruleVersion,
        long version,
        IReadOnlyCollection<SpecialAwardChoice> special,
        CancellationToken cancellationToken
    )
    {
        var ruleSet = await rules.FindAsync(year, ruleVersion, cancellationToken)
            ?? throw new InvalidOperationException($"The rules {ruleVersion} of {year} are gone.");
        var counted = new CountedYear(ruleSet);
        await foreach (var purchase in Counted(year, version).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            counted.Add(purchase);
        }

        var isSme = await db
            .Buyers.AsNoTracking()
            .Where(buyer => db.Purchases.Any(row => row.BuyerId == buyer.Id && row.Year == year && row.CountedFrom != null))
            .ToDictionaryAsync(buyer => buyer.Id, buyer => buyer.IsSme, cancellationToken);
        return new YearInputs(counted, isSme, special);
    }

    /// <summary>Returns the purchases that a standings version counts, ordered by id.</summary>
    public IQueryable<CountedPurchase> Counted(int year, long version) =>
        db
            .Purchases.AsNoTracking()
            .Where(row => row.Year == year && row.CountedFrom <= version && (row.CountedUntil == null || row.CountedUntil > version))
            .OrderBy(row => row.Id)
            .Select(row => new CountedPurchase(
                row.Id,
                row.BuyerId,
                row.SupplierUbn,
                row.AmountTwd,
                row.PurchasedOn,
                row.VoucherNo,
                row.Series
            ));

    /// <summary>
    /// Adds an accepted purchase to the buyer's count for the supplier, or removes a reversed one. Returns how many others are counted.
    /// </summary>
    private async Task<int> CountOthersAsync(PurchaseRow purchase, PurchaseStatus status, CancellationToken cancellationToken)
    {
        var count = await db.SupplierCounts.SingleOrDefaultAsync(
            row =>
                row.Year == purchase.Year
                && row.Series == purchase.Series
                && row.BuyerId == purchase.BuyerId
                && row.SupplierUbn == purchase.SupplierUbn,
            cancellationToken
        );
        if (status is PurchaseStatus.Accepted)
        {
            count ??= db
                .SupplierCounts.Add(
                    new()
                    {
                        Year = purchase.Year,
                        Series = purchase.Series,
                        BuyerId = purchase.BuyerId,
                        SupplierUbn = purchase.SupplierUbn,
                        Purchases = 0,
                    }
                )
                .Entity;
            return count.Purchases++;
        }

        if (count is null)
        {
            throw new InvalidOperationException($"Purchase {purchase.Id} was never counted.");
        }

        if (--count.Purchases == 0)
        {
            db.SupplierCounts.Remove(count);
        }

        return count.Purchases;
    }

    private async Task ReplaceAsync(PurchaseRow purchase, long version, Func<Tally, Tally> change, CancellationToken cancellationToken)
    {
        var current = await db.Tallies.SingleOrDefaultAsync(
            row =>
                row.Year == purchase.Year
                && row.Series == purchase.Series
                && row.BuyerId == purchase.BuyerId
                && row.UntilVersion == TallyRow.Open,
            cancellationToken
        );
        if (current is not null)
        {
            current.UntilVersion = version;
        }

        var next = change(current?.Tally ?? Tally.Empty);
        db.Tallies.Add(TallyRow.Of(purchase.Year, purchase.Series, purchase.BuyerId, version, next));
    }
}
