namespace Platform.Contracts.Registry.V1;

/// <summary>All public facts about an organisation at one version. It replaces what a consumer has stored.</summary>
public sealed record OrganisationSnapshot
{
    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Unified business number (統一編號), eight digits; absent for some associations.</summary>
    public string? Ubn { get; init; }

    /// <summary>Another identifier, where there is no unified business number.</summary>
    public OtherIdentifier? OtherIdentifier { get; init; }

    /// <summary>The names.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The party that owns it; absent for an imported organisation that nobody has claimed.</summary>
    public string? OwnerParty { get; init; }

    /// <summary>e.g. <c>company</c>, <c>cooperative</c>.</summary>
    public required string LegalForm { get; init; }

    /// <summary>County or city, by its official Chinese name.</summary>
    public required string County { get; init; }

    /// <summary>Sustainable Development Goals, 1–17.</summary>
    public required IReadOnlyList<int> Sdgs { get; init; }

    /// <summary><c>ideation</c>, <c>fieldExperiment</c>, <c>sustainableOperation</c> or <c>diffusion</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>All status points, in order of date; each is in force until the next.</summary>
    public required IReadOnlyList<StatusPoint> StatusPoints { get; init; }

    /// <summary>Disclosure light: <c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public required string Light { get; init; }

    /// <summary>The impact tier; absent until one is given.</summary>
    public string? Tier { get; init; }
}

/// <summary>An identifier in a register other than that of businesses.</summary>
public sealed record OtherIdentifier
{
    /// <summary>The register that issued it.</summary>
    public required string Register { get; init; }

    /// <summary>The identifier.</summary>
    public required string Value { get; init; }
}

/// <summary>A status, in force from its date until the next point.</summary>
public sealed record StatusPoint
{
    /// <summary>The first day, in Taipei.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary><c>registered</c>, <c>suspended</c>, <c>delisted</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The time at which it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The public reason.</summary>
    public string? Reason { get; init; }
}
