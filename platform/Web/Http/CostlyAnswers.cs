using System.Collections.Concurrent;

namespace Platform.Web.Http;

/// <summary>
/// Caches public answers whose computation reads all rows of a kind. An answer over few rows is computed for every caller, like any
/// query. An answer over many rows is reused for twenty times as long as it took, so that all callers together occupy a twentieth of one
/// core. A caller that waited while another caller's computation began and ended gets its result.
/// </summary>
/// <typeparam name="TKey">The key of a question.</typeparam>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="time">The real clock, never a business clock: it measures how long an answer took.</param>
public sealed class CostlyAnswers<TKey, T>(TimeProvider time)
    where TKey : notnull
    where T : class
{
    private const int Share = 20,
        Few = 20_000;

    private readonly ConcurrentDictionary<TKey, Slot> slots = new();

    /// <summary>Returns the answer, computed now or a moment ago.</summary>
    /// <param name="key">The key of the question.</param>
    /// <param name="rows">The approximate number of rows that the computation reads.</param>
    /// <param name="compute">Computes the answer; it must complete even when the caller disconnects, because all callers share the
    /// answer.</param>
    /// <param name="cancellationToken">Cancels the wait for another caller's computation.</param>
    public async Task<T> GetAsync(TKey key, long rows, Func<Task<T>> compute, CancellationToken cancellationToken)
    {
        var requestedAt = time.GetTimestamp();
        var slot = slots.GetOrAdd(key, _ => new Slot());
        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            if (slot.Last is { } last && (last.Began >= requestedAt || time.GetElapsedTime(last.Ended) < last.ReusableFor))
            {
                return last.Value;
            }

            var began = time.GetTimestamp();
            var value = await compute();
            slot.Last = new Computed(value, began, time.GetTimestamp(), rows > Few ? time.GetElapsedTime(began) * Share : TimeSpan.Zero);
            return value;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private sealed record Computed(T Value, long Began, long Ended, TimeSpan ReusableFor);

    private sealed class Slot
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Computed? Last { get; set; }
    }
}
