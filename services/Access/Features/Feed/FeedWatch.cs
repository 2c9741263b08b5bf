using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Feed;

/// <summary>Wakes the feed's watch in this process.</summary>
internal sealed class FeedSignal : WakeSignal;

/// <summary>
/// Tells those who wait for the feed that there is something new: at once what this process records, within a second what another one
/// does. One question to the database for all who wait, and none when nobody does.
/// </summary>
internal sealed class FeedWatch(IServiceScopeFactory scopes, FeedSignal signal, IHostApplicationLifetime lifetime, ILogger<FeedWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;

    /// <summary>Completes with the next event after this call: take it, look at the feed, then wait for it.</summary>
    public Task News => news.Task;

    /// <summary>
    /// Waits for news at most this long; gives whether it is worth looking again. Ends when the caller goes and when the process stops.
    /// </summary>
    public async Task<bool> WaitAsync(Task news, TimeSpan atMost, CancellationToken callerGone)
    {
        if (atMost <= TimeSpan.Zero || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }

        Interlocked.Increment(ref waiting);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(callerGone, lifetime.ApplicationStopping);
        try
        {
            await news.WaitAsync(atMost, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            callerGone.ThrowIfCancellationRequested();
            return news.IsCompleted;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(PollInterval, stoppingToken);
                if (Volatile.Read(ref waiting) == 0)
                {
                    continue;
                }

                await using var scope = scopes.CreateAsyncScope();
                var last = await scope
                    .ServiceProvider.GetRequiredService<AccessDbContext>()
                    .Feed.MaxAsync(row => (long?)row.Position, stoppingToken)
                    ?? 0;
                if (last > seen)
                {
                    Interlocked.Exchange(ref news, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                }

                seen = last;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "The feed cannot be watched; trying again");
            }
        }
    }
}
