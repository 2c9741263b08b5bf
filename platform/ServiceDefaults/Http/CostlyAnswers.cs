using System.Collections.Concurrent;

namespace Platform.ServiceDefaults.Http;

/// <summary>
/// Answers that anybody may ask for and that go through all rows of a kind. Those over few are computed for every caller, as any query is;
/// those over many are given out again for twenty times as long as they took, so that however many ask, they keep a twentieth of one core
/// busy. Whoever waited while another's computation began and ended
/// takes its answer too.
/// </summary>
/// <typeparam name="TKey">What is asked.</typeparam>
/// <typeparam name="T">What is answered.</typeparam>
/// <param name="time">A clock that nobody moves: it measures how long an answer took.</param>
public sealed class CostlyAnswers<TKey, T>(TimeProvider time)
    where TKey : notnull
    where T : class
{
    private const int Share = 20,
        Few = 20_000;

    private readonly ConcurrentDictionary<TKey, Slot> slots = new();

    /// <summary>The answer, of now or of a moment ago.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="rows">About how many rows the computation goes through.</param>
    /// <param name="compute">To its end, though the caller may go away: the answer is for all who ask.</param>
    /// <param name="cancellationToken">Stops the wait for another's computation.</param>
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
