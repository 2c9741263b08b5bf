namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC screened a request.</summary>
[EventType("sandbox.request-screened")]
public sealed record RequestScreened
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

    /// <summary>accept, needMore, referOut, or decline.</summary>
    public required string Decision { get; init; }

    /// <summary>The request's status afterwards.</summary>
    public required string Status { get; init; }

    /// <summary>The reason given; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it was referred to.</summary>
    public string? ReferredTo { get; init; }

    /// <summary>Taipei's date.</summary>
    public required DateOnly ScreenedOn { get; init; }
}
