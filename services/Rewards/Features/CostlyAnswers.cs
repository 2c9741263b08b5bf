using System.Collections.Concurrent;

namespace Platform.Rewards.Features;

/// <summary>
/// Answers that anybody may ask for and that go through all purchases. Those over few are computed for every caller, as any query is; those over many are given out again
/// for twenty times as long as they took, so that however many ask, they keep a twentieth of one core busy. Whoever waited while another's computation began and ended
/// takes its answer too.
/// </summary>
internal sealed class CostlyAnswers<TKey, T>(TimeProvider time)
    where TKey : notnull
    where T : class
{
    private const int Share = 20, Few = 20_000;

    private readonly ConcurrentDictionary<TKey, Slot> slots = new();

    /// <param name="key">What is asked.</param>
    /// <param name="purchases">About how many purchases the computation goes through.</param>
    /// <param name="compute">To its end, though the caller may go away: the answer is for all who ask.</param>
    /// <param name="cancellationToken">Stops the wait for another's computation.</param>
    public async Task<T> GetAsync(TKey key, long purchases, Func<Task<T>> compute, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var slot = slots.GetOrAdd(key, _ => new Slot());
        await slot.Turn.WaitAsync(cancellationToken);
        try
        {
            if (slot.Last is { } last && (last.Began >= asked || time.GetElapsedTime(last.Ended) < last.Reused))
                return last.Value;
            var began = time.GetTimestamp();
            var value = await compute();
            slot.Last = new Computed(value, began, time.GetTimestamp(), purchases > Few ? time.GetElapsedTime(began) * Share : TimeSpan.Zero);
            return value;
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private sealed record Computed(T Value, long Began, long Ended, TimeSpan Reused);

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Computed? Last { get; set; }
    }
}
