using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Data;

/// <summary>The rule sets: those kept here, and for a year without any the one that came with the service.</summary>
internal sealed class RuleBook(RewardsDbContext db)
{
    public async Task<RuleSet?> FindAsync(int year, CancellationToken cancellationToken) =>
        await db
            .RuleSets.AsNoTracking()
            .Where(row => row.Year == year)
            .OrderByDescending(row => row.Version)
            .Select(row => row.Body)
            .FirstOrDefaultAsync(cancellationToken)
            is { } body
            ? RuleSetJson.Read(body)
            : DefaultOf(year);

    public async Task<RuleSet?> FindAsync(int year, int version, CancellationToken cancellationToken) =>
        await db
            .RuleSets.AsNoTracking()
            .Where(row => row.Year == year && row.Version == version)
            .Select(row => row.Body)
            .SingleOrDefaultAsync(cancellationToken)
            is { } body
            ? RuleSetJson.Read(body)
        : DefaultOf(year) is { } rules && rules.Version == version ? rules
        : null;

    /// <summary>
    /// Keeps the rule set that came with the service, once the first purchase of a year was judged by it: a later release may bring
    /// another.
    /// The caller holds the year.
    /// </summary>
    public async Task SaveDefaultAsync(int year, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (DefaultOf(year) is { } rules && !await db.RuleSets.AnyAsync(row => row.Year == year, cancellationToken))
        {
            Save(rules, at);
        }
    }

    public void Save(RuleSet rules, DateTimeOffset at) =>
        db.RuleSets.Add(
            new RuleSetRow
            {
                Year = rules.Year,
                Version = rules.Version,
                Body = RuleSetJson.Write(rules),
                At = at,
            }
        );

    private static RuleSet? DefaultOf(int year) => DefaultRuleSets.All.FirstOrDefault(rules => rules.Year == year);
}
