using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Calendar;
using Platform.Messaging;

namespace Platform.Data;

/// <summary>
/// Does work that becomes due with time, or that other code has left to do. Each poll reads the due work from the database, so a restart
/// loses nothing. When two replicas, or a replica and a user, change the same row at once, the row's version lets only one succeed. A
/// move of the business clock wakes the watcher.
/// </summary>
/// <param name="clock">The clock that decides what is due.</param>
/// <param name="every">The longest time between two polls.</param>
/// <param name="log">The log for failures, which are retried.</param>
/// <param name="signal">A signal that also wakes the watcher.</param>
public abstract class Watcher(BusinessClock clock, TimeSpan every, ILogger log, WakeSignal? signal = null) : BackgroundLoop(log, signal)
{
    /// <summary>The clock that decides what is due.</summary>
    protected BusinessClock Clock { get; } = clock;

    /// <summary>Does some or all of the due work, each change in its own transaction; returns whether there may be more.</summary>
    public abstract Task<bool> ProcessDueAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Clock.OnMoved(Signal.Set);
        return base.ExecuteAsync(stoppingToken);
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ProcessDueAsync(cancellationToken) ? TimeSpan.Zero : every;
        }
        catch (DbUpdateConcurrencyException)
        {
            Log.LogInformation("What is due was changed at the same moment; looking again");
            return TimeSpan.Zero;
        }
    }
}
