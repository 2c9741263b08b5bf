namespace Platform.Contracts.Sandbox.V1;

/// <summary>A due date passed before the obligation was met. Published once for each deadline.</summary>
[EventType("sandbox.deadline-missed")]
public sealed record DeadlineMissed
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

    /// <summary>The authority that owes it, by code; absent when no authority does.</summary>
    public string? Authority { get; init; }

    /// <summary>The date that passed.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when a coordination meeting is due because of it.</summary>
    public required bool MeetingDue { get; init; }

    /// <summary>The officer assigned to the request; absent when none is.</summary>
    public string? Assignee { get; init; }
}
