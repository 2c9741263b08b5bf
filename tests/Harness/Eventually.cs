namespace Platform.Harness;

/// <summary>Waits for conditions instead of fixed times.</summary>
public static class Eventually
{
    /// <summary>Waits until the condition is true.</summary>
    /// <exception cref="TimeoutException">The condition did not come true in time.</exception>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null) =>
        TrueAsync(condition, () => what, atMost);

    /// <summary>Waits until the condition is true. The description of what is missing is read only on failure.</summary>
    /// <exception cref="TimeoutException">The condition did not come true in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? atMost = null)
    {
        var until = DateTime.UtcNow + (atMost ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            if (DateTime.UtcNow > until)
            {
                throw new TimeoutException($"Never came true: {what()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Waits until there is a value, and returns it.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> get, string what, TimeSpan? atMost = null)
        where T : class
    {
        T? value = null;
        await TrueAsync(async () => (value = await get()) is not null, what, atMost);
        return value!;
    }
}
