namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority was asked for its opinion. There is one event for each authority.</summary>
[EventType("sandbox.opinion-requested")]
public sealed record OpinionRequested
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

    /// <summary>The authority that was consulted, by code.</summary>
    public required string Authority { get; init; }

    /// <summary>True for the lead authority, false for a co-authority.</summary>
    public required bool Lead { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last day for the opinion.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when the due date depends on a year without an official calendar.</summary>
    public required bool Provisional { get; init; }
}
