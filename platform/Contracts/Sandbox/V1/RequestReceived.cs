namespace Platform.Contracts.Sandbox.V1;

/// <summary>A request for regulatory adjustment was filed.</summary>
[EventType("sandbox.request-received")]
public sealed record RequestReceived
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

    /// <summary>True when nothing of the request may be made public.</summary>
    public required bool Confidential { get; init; }

    /// <summary>Who raised it: applicant, ndc, or authority.</summary>
    public required string Origin { get; init; }

    /// <summary>What is sought: interpretation, administrativeRule, regulation, statute, or trial.</summary>
    public required string Relief { get; init; }

    /// <summary>The competent authorities of the provisions named, by code.</summary>
    public required IReadOnlyList<string> Authorities { get; init; }

    /// <summary>Taipei's date of receipt.</summary>
    public required DateOnly ReceivedOn { get; init; }
}
