using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Rewards.Data;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>
/// Checks every award year and the suppliers' totals once a night, by one replica at a time. If the service was down at night, it checks
/// after it starts. A new award year is checked at once.
/// </summary>
internal sealed class SelfCheckWorker(IServiceScopeFactory scopes, BusinessClock clock, ILogger<SelfCheckWorker> log)
    : Watcher(clock, TimeSpan.FromMinutes(1), log)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(3);

    public override async Task<bool> ProcessDueAsync(CancellationToken cancellationToken)
    {
        await using var leaseScope = scopes.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            leaseScope.ServiceProvider.GetRequiredService<RewardsDbContext>(),
            "self-check",
            cancellationToken
        );
        if (lease is null)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RewardsDbContext>();
        var night = TaipeiTime.DateOf(Clock.GetUtcNow() - Hour);
        var due = await db
            .AwardYears.AsNoTracking()
            .Select(row => row.Year)
            .Where(year => !db.SelfChecks.Any(check => check.Year == year && check.Night == night))
            .OrderBy(year => year)
            .Select(year => (int?)year)
            .FirstOrDefaultAsync(cancellationToken);
        if (due is { } year)
        {
            await scope.ServiceProvider.GetRequiredService<YearCheck>().RunAsync(year, night, cancellationToken);
        }
        else if (
            await db.AwardYears.AnyAsync(cancellationToken)
            && !await db.SelfChecks.AnyAsync(check => check.Year == SelfCheckRow.Suppliers && check.Night == night, cancellationToken)
        )
        {
            await scope.ServiceProvider.GetRequiredService<SupplierCheck>().RunAsync(night, cancellationToken);
        }
        else
        {
            return false;
        }

        return true;
    }
}
