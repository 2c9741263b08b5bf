using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Settles what changes by the mere passing of time: a status point takes effect, a year ends without its report, other tier rules begin
/// to hold. Every row says when it is due, so that a look costs nothing while nothing is; what passed while the service was down is
/// settled when it is up again.
/// </summary>
internal sealed class RecalculationWorker(
    IServiceScopeFactory scopes,
    BusinessClock clock,
    TierRules rules,
    ILogger<RecalculationWorker> log
) : Watcher(clock, TimeSpan.FromMinutes(1), log)
{
    private const int Batch = 200;

    private bool rulesApplied;

    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        if (!rulesApplied)
        {
            await MarkDueAfterRuleChangeAsync(cancellationToken);
        }

        rulesApplied = true;
        return await RecalculateDueAsync(cancellationToken);
    }

    /// <summary>Whatever other rules settled is due.</summary>
    private async Task MarkDueAfterRuleChangeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var today = TaipeiTime.Today(Clock);
        await db
            .Organisations.Where(organisation => organisation.RecalculatedByRules != rules.Fingerprint && organisation.DueOn > today)
            .ExecuteUpdateAsync(set => set.SetProperty(organisation => organisation.DueOn, today), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Whether there may be more.</summary>
    private async Task<bool> RecalculateDueAsync(CancellationToken cancellationToken)
    {
        await using var leaseScope = scopes.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            leaseScope.ServiceProvider.GetRequiredService<RegistryDbContext>(),
            "settlement",
            cancellationToken
        );
        if (lease is null)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        var recalculation = scope.ServiceProvider.GetRequiredService<Recalculation>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var today = TaipeiTime.Today(Clock);
        var due = await db
            .Organisations.Include(organisation => organisation.StatusPoints)
            .Where(organisation => organisation.DueOn <= today)
            .OrderBy(organisation => organisation.DueOn)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var ids = due.Select(organisation => organisation.Id).ToArray();
        var reports = (
            await db.Reports.AsNoTracking().Where(report => ids.Contains(report.OrganisationId)).ToListAsync(cancellationToken)
        ).ToLookup(report => report.OrganisationId);
        foreach (var organisation in due)
        {
            recalculation.Recalculate(organisation, [.. reports[organisation.Id]]);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == Batch;
    }
}
