namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial was extended. A trial can be extended only once.</summary>
[EventType("sandbox.trial-extended")]
public sealed record TrialExtended
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

    /// <summary>The reason; absent when the request is confidential.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of months that were added.</summary>
    public required int Months { get; init; }

    /// <summary>The new last day.</summary>
    public required DateOnly EndsOn { get; init; }
}
