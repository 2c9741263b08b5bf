namespace Platform.Samples;

/// <summary>
/// A random generator: SplitMix64 (Steele, Lea, Flood 2014). <see cref="Random"/> is not used, because its numbers may change with a new
/// runtime, and the committed file must not.
/// </summary>
internal struct Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int limit) => (int)((Next() >> 32) * (ulong)limit >> 32);

    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Returns a weighted choice; <paramref name="total"/> is the sum of the weights.</summary>
    public T Weighted<T>(IReadOnlyList<T> choices, Func<T, int> weight, int total)
    {
        var left = Below(total);
        foreach (var choice in choices)
        {
            left -= weight(choice);
            if (left < 0)
            {
                return choice;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(total), total, "more than the weights' sum");
    }

    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Below(last.DayNumber - first.DayNumber + 1));
}
