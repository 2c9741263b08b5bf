namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC called a coordination meeting.</summary>
[EventType("sandbox.meeting-called")]
public sealed record MeetingCalled : RequestEvent
{
    /// <summary>The meeting.</summary>
    public required Guid MeetingId { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reasons for which it was due: lateOpinion, disagreement; empty when the NDC called it on its own initiative.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>The authorities that were consulted, by code.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }
}
