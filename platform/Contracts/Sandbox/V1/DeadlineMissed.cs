namespace Platform.Contracts.Sandbox.V1;

/// <summary>A due date passed before the obligation was met. Published once for each deadline.</summary>
[EventType("sandbox.deadline-missed")]
public sealed record DeadlineMissed : RequestEvent
{
    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>acknowledge, screen, question, opinion, decision, trialReport, or followUp.</summary>
    public required string Kind { get; init; }

    /// <summary>The authority that owes it, by code; absent when no authority does.</summary>
    public string? Authority { get; init; }

    /// <summary>The date that passed.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when a coordination meeting is due because of it.</summary>
    public required bool MeetingDue { get; init; }

    /// <summary>The officer assigned to the request; absent when none is.</summary>
    public string? Assignee { get; init; }
}
