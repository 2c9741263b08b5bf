namespace Platform.Access.Domain.Webhooks;

internal enum DeliveryStatus
{
    Pending,

    Delivered,

    /// <summary>There are no further attempts. Only a replay sends it again.</summary>
    Failed,
}

/// <summary>One attempt, as the log shows it to the receiver.</summary>
/// <param name="Number">1 for the first attempt. A replay starts again at 1.</param>
/// <param name="ResponseCode">The HTTP status of the answer, if there was one.</param>
/// <param name="Error">Why there was no answer, or <c>challengeNotAnswered</c> when the answer does not echo the challenge.</param>
internal sealed record DeliveryAttempt(int Number, DateTimeOffset At, int DurationMs, int? ResponseCode, string? Error);
