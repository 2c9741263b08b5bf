using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>Wakes the worker of this process.</summary>
internal sealed class SelfCheckSignal : WakeSignal;

/// <summary>
/// Checks every award year and the suppliers' totals once a night, by one replica at a time. A night that passed while the service was down is made up for when it is up again; a year
/// that began today is checked at once.
/// </summary>
internal sealed class SelfCheckWorker(IServiceScopeFactory scopes, BusinessClock clock, SelfCheckSignal signal, ILogger<SelfCheckWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        clock.OnMoved(signal.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CheckAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "The standings could not be checked; it is tried again");
            }

            await signal.WaitAsync(Every, stoppingToken);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var holding = scopes.CreateAsyncScope();
        await using var turn = await Turn.TryTakeAsync(holding.ServiceProvider.GetRequiredService<RewardsDbContext>(), "self-check", cancellationToken);
        if (turn is null)
            return;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RewardsDbContext>();
            var night = TaipeiTime.DateOf(clock.GetUtcNow() - Hour);
            var due = await db.AwardYears.AsNoTracking().Select(row => row.Year)
                .Where(year => !db.SelfChecks.Any(check => check.Year == year && check.Night == night))
                .OrderBy(year => year).Select(year => (int?)year).FirstOrDefaultAsync(cancellationToken);
            if (due is { } year)
                await scope.ServiceProvider.GetRequiredService<YearCheck>().RunAsync(year, night, cancellationToken);
            else if (await db.AwardYears.AnyAsync(cancellationToken)
                && !await db.SelfChecks.AnyAsync(check => check.Year == SelfCheckRow.Suppliers && check.Night == night, cancellationToken))
                await scope.ServiceProvider.GetRequiredService<SupplierCheck>().RunAsync(night, cancellationToken);
            else
                return;
        }
    }
}
