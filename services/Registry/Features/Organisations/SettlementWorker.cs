using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Settles what changes by the mere passing of time: a status point takes effect, a year ends without its report, other tier rules begin to hold. Every row
/// says when it is due, so that a look costs nothing while nothing is; what passed while the service was down is settled when it is up again.
/// </summary>
internal sealed class SettlementWorker(IServiceScopeFactory scopes, BusinessClock clock, TierRules rules, ILogger<SettlementWorker> log)
    : Watcher(clock, TimeSpan.FromMinutes(1), log)
{
    private const int Batch = 200;

    private bool rulesAreFollowed;

    public override async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (!rulesAreFollowed)
            await FollowRulesAsync(cancellationToken);
        rulesAreFollowed = true;
        return await SettleAsync(cancellationToken);
    }

    /// <summary>Whatever other rules settled is due.</summary>
    private async Task FollowRulesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var today = TaipeiTime.Today(Clock);
        await db.Organisations.Where(organisation => organisation.SettledBy != rules.Fingerprint && organisation.DueOn > today)
            .ExecuteUpdateAsync(set => set.SetProperty(organisation => organisation.DueOn, today), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Whether there may be more.</summary>
    private async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        await using var holding = scopes.CreateAsyncScope();
        await using var turn = await Turn.TryTakeAsync(holding.ServiceProvider.GetRequiredService<RegistryDbContext>(), "settlement", cancellationToken);
        if (turn is null)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        var settlement = scope.ServiceProvider.GetRequiredService<Settlement>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var today = TaipeiTime.Today(Clock);
        var due = await db.Organisations.Include(organisation => organisation.StatusPoints).Where(organisation => organisation.DueOn <= today)
            .OrderBy(organisation => organisation.DueOn).Take(Batch).ToListAsync(cancellationToken);
        if (due.Count == 0)
            return false;
        var ids = due.Select(organisation => organisation.Id).ToArray();
        var reports = (await db.Reports.AsNoTracking().Where(report => ids.Contains(report.OrganisationId)).ToListAsync(cancellationToken)).ToLookup(report => report.OrganisationId);
        foreach (var organisation in due)
            settlement.Settle(organisation, [.. reports[organisation.Id]]);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == Batch;
    }
}
