namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC drafted the question and sent it to the applicant, who confirms it before any authority is consulted.</summary>
[EventType("sandbox.question-sent")]
public sealed record QuestionSent
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

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly SentOn { get; init; }
}
