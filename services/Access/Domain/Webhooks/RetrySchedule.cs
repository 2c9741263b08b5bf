namespace Platform.Access.Domain.Webhooks;

/// <summary>The retry schedule for failed deliveries.</summary>
internal static class RetrySchedule
{
    /// <summary>
    /// The largest fraction by which a pause is extended at random, so that deliveries that failed together are not retried together.
    /// </summary>
    private const double Jitter = 0.2;

    public static IReadOnlyList<TimeSpan> Default { get; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(8),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The longest wait that an endpoint may request. After a longer wait its log would look dead.</summary>
    public static TimeSpan MaxRetryAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>Returns the pause after a number of attempts, or <see langword="null"/> when there is no further attempt.</summary>
    /// <param name="pauses">The schedule.</param>
    /// <param name="attempts">The number of attempts so far, at least 1.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    /// <param name="retryAfter">How long the endpoint asked us to wait (<c>Retry-After</c>). The pause is at least this long; values
    /// above <see cref="MaxRetryAfter"/> count as <see cref="MaxRetryAfter"/>.</param>
    public static TimeSpan? After(IReadOnlyList<TimeSpan> pauses, int attempts, double chance, TimeSpan? retryAfter = null)
    {
        if (attempts > pauses.Count)
        {
            return null;
        }

        var wanted =
            retryAfter < MaxRetryAfter ? retryAfter.Value
            : retryAfter is null ? TimeSpan.Zero
            : MaxRetryAfter;
        return (wanted > pauses[attempts - 1] ? wanted : pauses[attempts - 1]) * (1 + Jitter * chance);
    }
}
