namespace Platform.Contracts.Sandbox.V1;

/// <summary>A deadline was extended. The extension is announced with its reason.</summary>
[EventType("sandbox.deadline-extended")]
public sealed record DeadlineExtended
{
    /// <summary>The request; the event's subject.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    public required string CaseNo { get; init; }

    /// <summary>The party that the request belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The applicant's registered organisation; absent unless its party owns exactly one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The title of the request; absent when it is confidential.</summary>
    public string? Title { get; init; }

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
