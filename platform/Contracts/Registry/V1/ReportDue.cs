namespace Platform.Contracts.Registry.V1;

/// <summary>A reminder to the owner: the report of the last completed year has not been filed.</summary>
[EventType("registry.report-due")]
public sealed record ReportDue
{
    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The party that owns the organisation.</summary>
    public required string OwnerParty { get; init; }

    /// <summary>The calendar year whose report is missing.</summary>
    public required int Year { get; init; }
}
