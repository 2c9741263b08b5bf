namespace Platform.Contracts.Sandbox.V1;

/// <summary>The NDC screened a request.</summary>
[EventType("sandbox.request-screened")]
public sealed record RequestScreened
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

    /// <summary>accept, needMore, referOut, or decline.</summary>
    public required string Decision { get; init; }

    /// <summary>The request's status afterwards.</summary>
    public required string Status { get; init; }

    /// <summary>The reason given; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The body to which it was referred; absent when it was not, or when the request is confidential.</summary>
    public string? ReferredTo { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly ScreenedOn { get; init; }
}
