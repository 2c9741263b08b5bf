namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC cancelled a coordination meeting that it had called.</summary>
[EventType("sandbox.meeting-cancelled")]
public sealed record MeetingCancelled : RequestEvent
{
    /// <summary>The meeting.</summary>
    public required Guid MeetingId { get; init; }

    /// <summary>The time at which it would have begun.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly CancelledOn { get; init; }
}
