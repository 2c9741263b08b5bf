namespace Platform.Contracts.Sandbox.V1;

/// <summary>A deadline was extended. The extension is announced with its reason.</summary>
[EventType("sandbox.deadline-extended")]
public sealed record DeadlineExtended : RequestEvent
{
    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>acknowledge, screen, question, opinion, decision, trialReport, or followUp.</summary>
    public required string Kind { get; init; }

    /// <summary>The authority that owes the opinion, by code; absent for other kinds.</summary>
    public string? Authority { get; init; }

    /// <summary>The number of business days that were added.</summary>
    public required int BusinessDays { get; init; }

    /// <summary>The new due date.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when the due date depends on a year without an official calendar.</summary>
    public required bool Provisional { get; init; }

    /// <summary>The announced reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }
}
