using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// The loop of every background worker: it works while there is work, then waits until it is woken or some time has passed. A failure is
/// logged and the work is tried again, after one second at first and after five at last; it never ends the process.
/// </summary>
/// <param name="log">The log for failures.</param>
/// <param name="signal">A signal that ends the wait; the loop has one of its own when there is none.</param>
public abstract class BackgroundLoop(ILogger log, WakeSignal? signal = null) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1),
        LongestPause = TimeSpan.FromSeconds(5),
        LongestWait = TimeSpan.FromDays(1);

    /// <summary>The log for failures.</summary>
    protected ILogger Log { get; } = log;

    /// <summary>The signal that ends the wait.</summary>
    protected WakeSignal Signal { get; } = signal ?? new WakeSignal();

    /// <summary>What the log calls the worker.</summary>
    protected virtual string Name => GetType().Name;

    /// <summary>How long the loop waits before it works for the first time.</summary>
    protected virtual TimeSpan StartsAfter => TimeSpan.Zero;

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        if (signal is null)
        {
            Signal.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Does some or all of the work. Returns how long to wait for more: <see cref="TimeSpan.Zero"/> when there may be more already,
    /// <see cref="Timeout.InfiniteTimeSpan"/> when there will be none.
    /// </summary>
    protected abstract Task<TimeSpan> WorkAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (wait, failures) = (StartsAfter, 0);
        while (true)
        {
            // After a failure the pause is kept: a signal must not make the loop try again at the rate of new work.
            Task waiting =
                wait == TimeSpan.Zero ? Task.CompletedTask
                : failures > 0 ? Task.Delay(wait, stoppingToken)
                : Signal.WaitAsync(wait < LongestWait ? wait : LongestWait, stoppingToken);
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                wait = await WorkAsync(stoppingToken);
                failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                wait = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures++, 10), LongestPause.Ticks));
                Report(exception, wait);
            }
            catch (Exception)
            {
                // The process stops, which may have caused any exception; what is left is done after the next start.
                return;
            }
        }
    }

    private void Report(Exception exception, TimeSpan wait)
    {
        if (Outage.IsReasonOf(exception))
        {
            Log.LogWarning(
                "{Worker} cannot work now ({Reason}); it tries again in {Seconds} s",
                Name,
                exception.GetBaseException().Message,
                wait.TotalSeconds
            );
        }
        else
        {
            Log.LogError(exception, "{Worker} failed; it tries again in {Seconds} s", Name, wait.TotalSeconds);
        }
    }
}
