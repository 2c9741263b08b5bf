namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation filed its public-interest report of a calendar year.</summary>
[EventType("registry.report-filed")]
public sealed record ReportFiled
{
    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The calendar year that it reports on.</summary>
    public required int Year { get; init; }

    /// <summary>People who benefited.</summary>
    public long? Beneficiaries { get; init; }

    /// <summary>Jobs created or kept.</summary>
    public long? Jobs { get; init; }
}
