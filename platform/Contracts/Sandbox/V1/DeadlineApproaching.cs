namespace Platform.Contracts.Sandbox.V1;

/// <summary>A due date is near. Published once for each date, so that a date that moved is announced again.</summary>
[EventType("sandbox.deadline-approaching")]
public sealed record DeadlineApproaching : RequestEvent
{
    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>acknowledge, screen, question, opinion, decision, trialReport, or followUp.</summary>
    public required string Kind { get; init; }

    /// <summary>The authority that owes the opinion or the follow-up, by code.</summary>
    public string? Authority { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when the due date depends on a year without an official calendar.</summary>
    public required bool Provisional { get; init; }

    /// <summary>The number of business days after today, up to and including the due date.</summary>
    public required int BusinessDaysLeft { get; init; }

    /// <summary>The officer assigned to the request; absent when none is.</summary>
    public string? Assignee { get; init; }
}
