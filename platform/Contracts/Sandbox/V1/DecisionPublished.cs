namespace Platform.Contracts.Sandbox.V1;

/// <summary>The open layer of a decision was published as a precedent. Never of a confidential request.</summary>
[EventType("sandbox.decision-published")]
public sealed record DecisionPublished
{
    /// <summary>The request; the event's subject.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The case number, <c>RA-2026-0001</c>.</summary>
    public required string CaseNo { get; init; }

    /// <summary>The applicant's registered organisation, where it has one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>What the request is called.</summary>
    public required string Title { get; init; }

    /// <summary>noRestriction, interpretation, administrativeRule, regulation, statute, trial, declined, or referred.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was sought.</summary>
    public required string Relief { get; init; }

    /// <summary>The provisions it was about.</summary>
    public required IReadOnlyList<ProvisionSnapshot> Provisions { get; init; }

    /// <summary>What was asked, without trade secrets.</summary>
    public required string Summary { get; init; }

    /// <summary>What was answered.</summary>
    public required string Answer { get; init; }

    /// <summary>The instrument that answers it (date and number).</summary>
    public string? Reference { get; init; }

    /// <summary>Taipei's date of the decision.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>Taipei's date of publication.</summary>
    public required DateOnly PublishedOn { get; init; }
}
