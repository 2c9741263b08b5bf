using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Features.Organisations;

/// <summary>
/// Recalculates what changes merely because time passes: a status point takes effect, a year ends without its report, other tier rules
/// apply, a reminder is due. Every row stores when it is due, so a check costs little while nothing is due. Days that passed while the
/// service was down are processed when it is up again.
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

    /// <summary>Marks as due what was calculated with other rules.</summary>
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

    /// <summary>Recalculates a batch of due organisations. Returns whether there may be more.</summary>
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
        var organisations = scope.ServiceProvider.GetRequiredService<Organisations>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var now = Clock.GetUtcNow();
        var today = TaipeiTime.DateOf(now);
        var due = await organisations
            .All.Where(organisation => organisation.DueOn <= today)
            .OrderBy(organisation => organisation.DueOn)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var ids = due.Select(organisation => organisation.Id).ToArray();
        var reports = (
            await db
                .Reports.Where(report => ids.Contains(report.OrganisationId))
                .Select(report => new { report.OrganisationId, Filed = new FiledReport(report.Year, report.Beneficiaries, report.Jobs) })
                .ToListAsync(cancellationToken)
        ).ToLookup(report => report.OrganisationId, report => report.Filed);
        foreach (var row in due)
        {
            organisations.Apply(row, row.Current.Recalculate(organisations.SituationWith(now, [.. reports[row.Id]])), now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == Batch;
    }
}
