using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Messaging;

namespace Platform.ServiceDefaults.Time;

/// <summary>
/// Does work that becomes due with time, or that other code has left to do. Each poll reads the due work from the database, so a restart
/// loses nothing. When two replicas, or a replica and a user, change the same row at once, the row's version lets only one succeed. A
/// move of the business clock wakes the watcher.
/// </summary>
/// <param name="clock">The clock that decides what is due.</param>
/// <param name="every">The longest time between two polls.</param>
/// <param name="log">The log for failures, which are retried.</param>
/// <param name="signal">A signal that also wakes the watcher.</param>
public abstract class Watcher(BusinessClock clock, TimeSpan every, ILogger log, WakeSignal? signal = null) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly WakeSignal wake = signal ?? new WakeSignal();

    /// <summary>The clock that decides what is due.</summary>
    protected BusinessClock Clock { get; } = clock;

    /// <summary>Does some or all of the due work, each change in its own transaction; returns whether there may be more.</summary>
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
