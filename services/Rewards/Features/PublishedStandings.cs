using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Features;

/// <summary>The standings as they are published: live while the year is open, those of the last result once it is closed.</summary>
internal sealed class PublishedStandings(RewardsDbContext db, YearLedger ledger, RuleBook rules, StandingsMemory memory)
{
    /// <param name="Version">The standings version to read.</param>
    /// <param name="RuleVersion">The rule set to read it by.</param>
    /// <param name="Closed">Whether the year is closed.</param>
    /// <param name="Latest">The highest standings version there is.</param>
    /// <param name="LatestRules">The highest rule version there is.</param>
    internal sealed record Point(long Version, int RuleVersion, bool Closed, long Latest, int LatestRules);

    public async Task<Point?> CurrentAsync(int year, CancellationToken cancellationToken)
    {
        if (await rules.FindAsync(year, cancellationToken) is not { } ruleSet)
            return null;
        var row = await db.AwardYears.AsNoTracking().SingleOrDefaultAsync(found => found.Year == year, cancellationToken);
        if (row?.ResultVersion is not { } result)
            return new Point(row?.StandingsVersion ?? 0, ruleSet.Version, false, row?.StandingsVersion ?? 0, ruleSet.Version);
        var closed = await db.YearResults.AsNoTracking().Where(found => found.Year == year && found.Version == result)
            .Select(found => new { found.StandingsVersion, found.RuleVersion }).SingleAsync(cancellationToken);
        return new Point(closed.StandingsVersion, closed.RuleVersion, true, row.StandingsVersion, ruleSet.Version);
    }

    public Task<IReadOnlyList<StandingLine>> LinesAsync(int year, Series series, Point point, CancellationToken cancellationToken) =>
        memory.GetAsync((year, series, point.Version, point.RuleVersion), async () =>
        {
            var ruleSet = await rules.FindAsync(year, point.RuleVersion, cancellationToken)
                ?? throw new InvalidOperationException($"The rules {point.RuleVersion} of {year} are gone.");
            return StandingsOf.Compute(ruleSet, series, await EntrantsAsync(year, series, point.Version, cancellationToken));
        });

    /// <summary>Those of the last version known here with what has changed since: after one more purchase, one tally is read.</summary>
    private async Task<IEnumerable<Entrant>> EntrantsAsync(int year, Series series, long version, CancellationToken cancellationToken)
    {
        var (since, known) = memory.EntrantsUntil(year, series, version);
        var entrants = new Dictionary<Guid, Entrant>(known);
        foreach (var entrant in await ledger.EntrantsAsync(year, series, since, version, cancellationToken))
            entrants[entrant.BuyerId] = entrant;
        memory.Keep(year, series, version, entrants);
        return entrants.Values;
    }
}

/// <summary>The last few standings computed. A version never changes, so there is nothing to invalidate.</summary>
internal sealed class StandingsMemory
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<(int Year, Series Series, long Version, int Rules), IReadOnlyList<StandingLine>> known = new();

    private readonly ConcurrentDictionary<(int Year, Series Series), (long Version, IReadOnlyDictionary<Guid, Entrant> ByBuyer)> entrants = new();

    /// <summary>The entrants of the last version known, where it is not after the one asked for; else none, of version 0.</summary>
    public (long Version, IReadOnlyDictionary<Guid, Entrant> ByBuyer) EntrantsUntil(int year, Series series, long version) =>
        entrants.TryGetValue((year, series), out var last) && last.Version <= version ? last : (0, ImmutableDictionary<Guid, Entrant>.Empty);

    public void Keep(int year, Series series, long version, IReadOnlyDictionary<Guid, Entrant> byBuyer) =>
        entrants.AddOrUpdate((year, series), (version, byBuyer), (_, last) => last.Version > version ? last : (version, byBuyer));

    public async Task<IReadOnlyList<StandingLine>> GetAsync(
        (int Year, Series Series, long Version, int Rules) key, Func<Task<IReadOnlyList<StandingLine>>> compute)
    {
        if (known.TryGetValue(key, out var lines))
            return lines;
        lines = await compute();
        if (known.Count >= Most)
            known.Clear();
        return known.GetOrAdd(key, lines);
    }
}
