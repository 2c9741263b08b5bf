using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Feed;

/// <summary>Wakes the feed watch of this process.</summary>
internal sealed class FeedSignal : WakeSignal;

/// <summary>
/// Wakes the requests that wait for new events in the feed: at once for an event that this process records, within a second for one of
/// another process. It makes one database query for all waiting requests, and none when no request waits.
/// </summary>
internal sealed class FeedWatch(IServiceScopeFactory scopes, FeedSignal signal, IHostApplicationLifetime lifetime, ILogger<FeedWatch> log)
    : BackgroundLoop(log, signal)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;
    private long seen;

    /// <summary>Completes at the next event. Get it first, then read the feed, then wait for it.</summary>
    public Task News => news.Task;

    /// <summary>
    /// Waits for news for a limited time. Returns whether there is news. Ends early when the caller disconnects or the process stops.
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

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref waiting) > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
            var last = await db.Feed.MaxAsync(row => (long?)row.Position, cancellationToken) ?? 0;
            if (last > seen)
            {
                Interlocked.Exchange(ref news, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }

            seen = last;
        }

        return PollInterval;
    }
}
