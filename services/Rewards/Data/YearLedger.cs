using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
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

    public async Task CountAsync(PurchaseRow purchase, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var version = await AcquireNextVersionAsync(purchase.Year, at, cancellationToken);
        var count = await CountOfAsync(purchase, cancellationToken);
        if (count is null)
        {
            count = new SupplierCountRow
            {
                Year = purchase.Year,
                Series = purchase.Series,
                BuyerId = purchase.BuyerId,
                SupplierUbn = purchase.SupplierUbn,
                Purchases = 0,
            };
            db.SupplierCounts.Add(count);
        }
        var others = count.Purchases++;
        await ReplaceAsync(purchase, version, tally => tally.Add(purchase.AmountTwd, others), cancellationToken);
        purchase.CountedFrom = version;
    }

    /// <summary>Removes a purchase from the count and adds it to the explanation with its reason.</summary>
    public async Task UncountAsync(PurchaseRow purchase, ReasonCode reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var version = await AcquireNextVersionAsync(purchase.Year, at, cancellationToken);
        var count = await CountOfAsync(purchase, cancellationToken)
            ?? throw new InvalidOperationException($"Purchase {purchase.Id} was never counted.");
        var others = --count.Purchases;
        if (others == 0)
        {
            db.SupplierCounts.Remove(count);
        }

        await ReplaceAsync(
            purchase,
            version,
            tally => tally.Remove(purchase.AmountTwd, others).Exclude(PurchaseStatus.Reversed, reason, purchase.AmountTwd),
            cancellationToken
        );
        purchase.CountedUntil = version;
    }

    /// <summary>Adds a rejected purchase to the explanation.</summary>
    public async Task ExcludeAsync(PurchaseRow purchase, ReasonCode reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var version = await AcquireNextVersionAsync(purchase.Year, at, cancellationToken);
        await ReplaceAsync(
            purchase,
            version,
            tally => tally.Exclude(PurchaseStatus.Rejected, reason, purchase.AmountTwd),
            cancellationToken
        );
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

    private Task<SupplierCountRow?> CountOfAsync(PurchaseRow purchase, CancellationToken cancellationToken) =>
        db.SupplierCounts.SingleOrDefaultAsync(
            row =>
                row.Year == purchase.Year
                && row.Series == purchase.Series
                && row.BuyerId == purchase.BuyerId
                && row.SupplierUbn == purchase.SupplierUbn,
            cancellationToken
        );

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
