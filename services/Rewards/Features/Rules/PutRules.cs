using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Rules;

/// <summary>Stores the next rule set of a year. For a year without a rule set, <c>If-Match</c> must name version 0.</summary>
internal static class PutRules
{
    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPut("{year:int}/rules", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.year-closed", "rewards.rules-year")
            .WithSummary("Replace the rule set of an open year");

    private static async Task<Answer<RuleSetView>> HandleAsync(
        int year,
        RuleSet request,
        IfMatch ifMatch,
        RewardsDbContext db,
        RuleBook rules,
        YearLedger ledger,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (request.Year != year)
        {
            return RewardsErrors.RulesOfAnotherYear(year);
        }

        var now = clock.GetUtcNow();
        await ledger.AcquireNextVersionAsync(year, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var current = await rules.FindAsync(year, cancellationToken);
        if (ifMatch.Refuses(current?.Version ?? 0) is { } stale)
        {
            return stale;
        }

        if (await db.AwardYears.AnyAsync(row => row.Year == year && row.ResultVersion != null, cancellationToken))
        {
            return RewardsErrors.YearClosed(year);
        }

        var next = request with { Version = (current?.Version ?? 0) + 1 };
        rules.Save(next, now);
        await db.SaveChangesAsync(cancellationToken);
        return new RuleSetView(next);
    }
}
