using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults.Time;

namespace Platform.Partnerships.Features;

/// <summary>
/// Does what time alone brings. What is due is asked of the database each time, so nothing is lost by a restart; of two replicas, or of somebody who changes a row at the
/// same moment, the version of the row lets one through. Woken when the business clock is moved.
/// </summary>
internal abstract class Watcher(BusinessClock clock, TimeSpan pause, ILogger log) : BackgroundService
{
    /// <summary>How much is done in one transaction.</summary>
    protected const int Batch = 100;

    private readonly WakeSignal signal = new();

    protected BusinessClock Clock { get; } = clock;

    public override void Dispose()
    {
        base.Dispose();
        signal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Clock.OnMoved(signal.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await LookAsync(stoppingToken) == Batch)
                {
                }

                await signal.WaitAsync(pause, stoppingToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("What is due was changed at the same moment; looking again");
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "What is due could not be done; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does up to <see cref="Batch"/> of what is due, in a transaction of its own; gives how much that was.</summary>
    protected abstract Task<int> LookAsync(CancellationToken cancellationToken);
}
