namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC decided a request.</summary>
[EventType("sandbox.request-decided")]
public sealed record RequestDecided
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

    /// <summary>True when no part of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>True when the request was decided after the due date of the decision.</summary>
    public required bool AnsweredTooLate { get; init; }
}
