using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Features.Standings;

/// <summary>The published standings: live while the year is open, those of the last result once it is closed.</summary>
internal sealed class PublishedStandings(RewardsDbContext db, YearLedger ledger, RuleBook rules, StandingsCache cache)
{
    /// <param name="Version">The standings version to read.</param>
    /// <param name="RuleVersion">The version of the rule set to apply.</param>
    /// <param name="Closed">Whether the year is closed.</param>
    /// <param name="Latest">The highest existing standings version.</param>
    /// <param name="LatestRules">The highest existing rule version.</param>
    internal sealed record Point(long Version, int RuleVersion, bool Closed, long Latest, int LatestRules);

    public async Task<Point?> CurrentAsync(int year, CancellationToken cancellationToken)
    {
        if (await rules.FindAsync(year, cancellationToken) is not { } ruleSet)
        {
            return null;
        }

        var row = await db.AwardYears.AsNoTracking().SingleOrDefaultAsync(found => found.Year == year, cancellationToken);
        if (row?.ResultVersion is not { } result)
        {
            return new Point(row?.StandingsVersion ?? 0, ruleSet.Version, false, row?.StandingsVersion ?? 0, ruleSet.Version);
        }

        var closed = await db
            .YearResults.AsNoTracking()
            .Where(found => found.Year == year && found.Version == result)
            .Select(found => new { found.StandingsVersion, found.RuleVersion })
            .SingleAsync(cancellationToken);
        return new Point(closed.StandingsVersion, closed.RuleVersion, true, row.StandingsVersion, ruleSet.Version);
    }

    public Task<IReadOnlyList<StandingLine>> LinesAsync(int year, Series series, Point point, CancellationToken cancellationToken) =>
        cache.GetAsync((year, series, point.Version, point.RuleVersion), async () =>
        {
            var ruleSet = await rules.FindAsync(year, point.RuleVersion, cancellationToken)
                ?? throw new InvalidOperationException($"The rules {point.RuleVersion} of {year} are gone.");
            return ruleSet.ShapeOf(series) is { } shape
                ? StandingsCalculator.Rank(shape, await ScoredAsync(ruleSet, shape, series, point.Version, cancellationToken))
                : [];
        });

    /// <summary>Returns the names of buyers.</summary>
    public Task<Dictionary<Guid, Bilingual>> NamesAsync(IReadOnlyCollection<Guid> buyers, CancellationToken cancellationToken) =>
        db
            .Buyers.AsNoTracking()
            .Where(row => buyers.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);

    /// <summary>Returns the ids of the purchases that count for a buyer.</summary>
    public Task<List<Guid>> PurchasesAsync(int year, Series series, Guid buyerId, Point point, CancellationToken cancellationToken) =>
        db
            .Purchases.AsNoTracking()
            .Where(row =>
                row.Year == year
                && row.BuyerId == buyerId
                && row.Series == series
                && row.CountedFrom <= point.Version
                && (row.CountedUntil == null || row.CountedUntil > point.Version)
            )
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Scores the entrants of a version from the last cached version and the changes since. After one more purchase, only one tally is
    /// read and scored.
    /// </summary>
    private async Task<IReadOnlyList<ScoredEntrant>> ScoredAsync(
        RuleSet ruleSet,
        AwardShape shape,
        Series series,
        long version,
        CancellationToken cancellationToken
    )
    {
        var (since, previous) = cache.ScoredUntil(ruleSet, series, version);
        var changed = (await ledger.EntrantsAsync(ruleSet.Year, series, since, version, cancellationToken)).ToDictionary(
            entrant => entrant.BuyerId,
            entrant => entrant.Tally.Purchases > 0 ? StandingsCalculator.Score(ruleSet, shape, entrant) : null
        );
        var scored = StandingsCalculator.Reorder(previous, changed);
        cache.Store(ruleSet, series, version, scored);
        return scored;
    }
}

/// <summary>A cache of the last few standings. A standings version never changes, so no entry needs invalidation.</summary>
internal sealed class StandingsCache
{
    private const int MaxEntries = 8;

    private readonly ConcurrentDictionary<(int Year, Series Series, long Version, int Rules), IReadOnlyList<StandingLine>> cachedLines =
        new();

    private readonly ConcurrentDictionary<(int Year, Series Series), Scored> scored = new();

    private sealed record Scored(int Rules, long Version, IReadOnlyList<ScoredEntrant> Ordered);

    /// <summary>
    /// Returns the cached entrants when their version is not later than <paramref name="version"/>; otherwise version 0 without entrants.
    /// </summary>
    public (long Version, IReadOnlyList<ScoredEntrant> Ordered) ScoredUntil(RuleSet rules, Series series, long version) =>
        scored.TryGetValue((rules.Year, series), out var last) && last.Rules == rules.Version && last.Version <= version
            ? (last.Version, last.Ordered)
            : (0, []);

    public void Store(RuleSet rules, Series series, long version, IReadOnlyList<ScoredEntrant> ordered)
    {
        var next = new Scored(rules.Version, version, ordered);
        scored.AddOrUpdate((rules.Year, series), next, (_, last) =>
            (last.Rules, last.Version).CompareTo((next.Rules, version)) > 0 ? last : next
        );
    }

    public async Task<IReadOnlyList<StandingLine>> GetAsync(
        (int Year, Series Series, long Version, int Rules) key,
        Func<Task<IReadOnlyList<StandingLine>>> compute
    )
    {
        if (cachedLines.TryGetValue(key, out var lines))
        {
            return lines;
        }

        lines = await compute();
        if (cachedLines.Count >= MaxEntries)
        {
            cachedLines.Clear();
        }

        return cachedLines.GetOrAdd(key, lines);
    }
}
