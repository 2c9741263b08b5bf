using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Messaging;

namespace Platform.ServiceDefaults.Time;

/// <summary>
/// Does what time alone brings, or what somebody has left to be done. What is due is asked of the database at each look, so nothing is
/// lost by a restart; of two replicas, or of somebody who changes a row at the same moment, the version of the row lets one through. Woken
/// when the business clock is moved.
/// </summary>
/// <param name="clock">The clock by which it is due.</param>
/// <param name="every">How long it waits at most until it looks again.</param>
/// <param name="log">Told what fails; it is tried again.</param>
/// <param name="signal">Wakes it too.</param>
public abstract class Watcher(BusinessClock clock, TimeSpan every, ILogger log, WakeSignal? signal = null) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly WakeSignal wake = signal ?? new WakeSignal();

    /// <summary>The clock by which it is due.</summary>
    protected BusinessClock Clock { get; } = clock;

    /// <summary>Does some or all of what is due, each change in a transaction of its own; says whether there may be more.</summary>
    public abstract Task<bool> ProcessDueAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        wake.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Clock.OnMoved(wake.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = every;
            try
            {
                while (await ProcessDueAsync(stoppingToken)) { }
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("What is due was changed at the same moment; looking again");
                continue;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "What is due could not be done; it is tried again");
                pause = AfterFailure;
            }

            await wake.WaitAsync(pause, stoppingToken);
        }
    }
}
