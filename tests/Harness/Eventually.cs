namespace Platform.Harness;

/// <summary>Waits on conditions, not on clocks.</summary>
public static class Eventually
{
    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">It never did.</exception>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null) =>
        TrueAsync(condition, () => what, atMost);

    /// <summary>Waits until the condition holds; what is still missing is asked for only when it never did.</summary>
    /// <exception cref="TimeoutException">It never did.</exception>
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

    /// <summary>Waits until the value is there.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> get, string what, TimeSpan? atMost = null)
        where T : class
    {
        T? value = null;
        await TrueAsync(async () => (value = await get()) is not null, what, atMost);
        return value!;
    }
}
