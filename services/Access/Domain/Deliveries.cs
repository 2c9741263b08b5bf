namespace Platform.Access.Domain;

/// <summary>Only an enabled webhook gets events.</summary>
internal enum WebhookStatus
{
    /// <summary>The endpoint has not answered its challenge yet.</summary>
    Unverified,

    Enabled,

    Disabled,
}

/// <summary>Why we have disabled a webhook.</summary>
internal enum DisabledBecause
{
    /// <summary>Its endpoint answered 410.</summary>
    Gone,

    /// <summary>Its endpoint has only failed for days.</summary>
    Failing,
}

internal enum DeliveryStatus
{
    Pending,

    Delivered,

    /// <summary>Given up: it is sent again when it is replayed.</summary>
    Failed,
}

/// <summary>One attempt, as its receiver can see it in the log.</summary>
/// <param name="Number">The first is 1; after a replay it is 1 again.</param>
/// <param name="ResponseCode">The status answered, if anything was.</param>
/// <param name="Error">What kept an answer from coming.</param>
internal sealed record DeliveryAttempt(int Number, DateTimeOffset At, int DurationMs, int? ResponseCode, string? Error);

/// <summary>When a delivery that failed is tried again.</summary>
internal static class RetrySchedule
{
    /// <summary>By up to so much of a pause it is longer, so that what failed together does not come again together.</summary>
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

    /// <summary>The longest that an endpoint may ask us to wait: more, and its log would look dead.</summary>
    public static TimeSpan MaxRetryAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>The pause after so many attempts; none when it is given up.</summary>
    /// <param name="pauses">The schedule.</param>
    /// <param name="attempts">At least 1.</param>
    /// <param name="chance">0 to 1.</param>
    /// <param name="retryAfter">How long the endpoint asked us to wait (<c>Retry-After</c>): never sooner than that, at most
    /// <see cref="MaxRetryAfter"/>.</param>
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
