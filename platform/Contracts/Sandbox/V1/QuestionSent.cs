namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC worded the question and sent it to the applicant, who confirms it before any authority is asked.</summary>
[EventType("sandbox.question-sent")]
public sealed record QuestionSent
{
    /// <summary>The request; the event's subject.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    public required string CaseNo { get; init; }

    /// <summary>The party the request belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The applicant's registered organisation, where it has one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>What the request is called; absent when it is confidential.</summary>
    public string? Title { get; init; }

    /// <summary>Taipei's date.</summary>
    public required DateOnly SentOn { get; init; }
}
