namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority's time is over: what it still owed in a request is its successor's now.</summary>
[EventType("sandbox.work-handed-over")]
public sealed record WorkHandedOver
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

    /// <summary>The authority that owed it, by code.</summary>
    public required string From { get; init; }

    /// <summary>The authority that owes it now, by code.</summary>
    public required string To { get; init; }

    /// <summary>The date of the opinion that is now the successor's; absent when it owes none, or was asked for its own already.</summary>
    public DateOnly? OpinionDueOn { get; init; }

    /// <summary>How many things to follow up went with it.</summary>
    public required int FollowUps { get; init; }

    /// <summary>Taipei's date.</summary>
    public required DateOnly HandedOverOn { get; init; }
}
