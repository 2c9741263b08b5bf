using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Rules;

/// <summary>The rules of a year, loaded under the lock of the year.</summary>
internal sealed class LockedRules(YearRules rules)
{
    public YearRules Rules { get; set; } = rules;
}

/// <summary>The rule sets of the years: stores a year's next one.</summary>
internal sealed class RuleSets(RewardsDbContext db, RuleBook book, YearLedger ledger) : CommandPipeline<LockedRules, RuleSet>
{
    /// <summary>Carries out a command on the rules of a year.</summary>
    public async Task<Answer<RuleSetView>> ChangeAsync(int year, Command command, Func<YearRules, Result<RuleSet>> decide) =>
        (await RunAsync(command, () => LockAsync(year, command), locked => decide(locked.Rules))).Map(locked => new RuleSetView(
            locked.Rules.Current!
        ));

    protected override long VersionOf(LockedRules resource) => resource.Rules.Version;

    protected override async Task<DomainError?> SaveAsync(LockedRules resource, RuleSet change, Command command)
    {
        book.Save(change, command.Now);
        resource.Rules = resource.Rules with { Current = change };
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<LockedRules?> LockAsync(int year, Command command)
    {
        await ledger.AcquireNextVersionAsync(year, command.Now, command.Aborted);
        await db.SaveChangesAsync(command.Aborted);
        var current = await book.FindAsync(year, command.Aborted);
        return new(
            new(year, current, await db.AwardYears.AnyAsync(row => row.Year == year && row.ResultVersion != null, command.Aborted))
        );
    }
}
