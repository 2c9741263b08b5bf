namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority has ended: what it still owed in a request now belongs to its successor.</summary>
[EventType("sandbox.work-handed-over")]
public sealed record WorkHandedOver
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

    /// <summary>The authority that owed it, by code.</summary>
    public required string From { get; init; }

    /// <summary>The authority that owes it now, by code.</summary>
    public required string To { get; init; }

    /// <summary>
    /// The due date of the opinion that the successor now owes; absent when there is none, or the successor was already consulted itself.
    /// </summary>
    public DateOnly? OpinionDueOn { get; init; }

    /// <summary>The number of follow-ups that were handed over.</summary>
    public required int FollowUps { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly HandedOverOn { get; init; }
}
