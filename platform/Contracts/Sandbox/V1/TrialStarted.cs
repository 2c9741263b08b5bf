namespace Platform.Contracts.Sandbox.V1;

/// <summary>A trial was permitted and begins.</summary>
[EventType("sandbox.trial-started")]
public sealed record TrialStarted
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

    /// <summary>Its first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>How many may take part at most.</summary>
    public required int Participants { get; init; }

    /// <summary>Where it takes place; absent when the request is confidential.</summary>
    public string? Place { get; init; }
}
