using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Data;

/// <summary>The rule sets of the years: the stored ones, and the built-in one for a year that has none stored.</summary>
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
    /// Stores the year's built-in rule set when the first decision uses it, because a later release may contain another. The caller must
    /// have locked the year.
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
