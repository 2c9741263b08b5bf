namespace Platform.Contracts.Sandbox.V1;

/// <summary>A request was closed: the rule has changed, the trial is over, or nothing is left to follow up.</summary>
[EventType("sandbox.request-closed")]
public sealed record RequestClosed
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

    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ClosedOn { get; init; }
}
