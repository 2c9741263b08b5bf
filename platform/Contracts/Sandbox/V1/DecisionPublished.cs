namespace Platform.Contracts.Sandbox.V1;

/// <summary>The open layer of a decision was published as a precedent. It is never published for a confidential request.</summary>
[EventType("sandbox.decision-published")]
public sealed record DecisionPublished
{
    /// <summary>The request; the event's subject.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    public required string CaseNo { get; init; }

    /// <summary>The applicant's registered organisation; absent unless its party owns exactly one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The title of the request.</summary>
    public required string Title { get; init; }

    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>The relief that was requested.</summary>
    public required string Relief { get; init; }

    /// <summary>The provisions that it was about.</summary>
    public required IReadOnlyList<ProvisionSnapshot> Provisions { get; init; }

    /// <summary>The question, without trade secrets.</summary>
    public required string Summary { get; init; }

    /// <summary>The answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The instrument that answers it, with date and number.</summary>
    public string? Reference { get; init; }

    /// <summary>The date of the decision, in Taipei.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The date of publication, in Taipei.</summary>
    public required DateOnly PublishedOn { get; init; }
}
