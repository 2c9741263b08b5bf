namespace Platform.Contracts.Registry.V1;

/// <summary>The content of an application at one version.</summary>
public sealed record ApplicationSnapshot
{
    /// <summary>The application.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>Unified business number (統一編號), eight digits.</summary>
    public string? Ubn { get; init; }

    /// <summary>Another identifier, where there is no unified business number.</summary>
    public OtherIdentifier? OtherIdentifier { get; init; }

    /// <summary>The names.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The applicant's party.</summary>
    public required string OwnerParty { get; init; }

    /// <summary>e.g. <c>company</c>, <c>cooperative</c>.</summary>
    public required string LegalForm { get; init; }

    /// <summary>County or city, by its official Chinese name.</summary>
    public required string County { get; init; }

    /// <summary>Sustainable Development Goals, 1–17.</summary>
    public required IReadOnlyList<int> Sdgs { get; init; }

    /// <summary><c>ideation</c>, <c>fieldExperiment</c>, <c>sustainableOperation</c> or <c>diffusion</c>.</summary>
    public required string Stage { get; init; }

    /// <summary><c>submitted</c>, <c>returned</c> or <c>declined</c>.</summary>
    public required string Status { get; init; }
}
