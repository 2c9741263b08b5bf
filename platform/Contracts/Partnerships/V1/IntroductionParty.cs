namespace Platform.Contracts.Partnerships.V1;

/// <summary>One side of an introduction: what both sides may see of each other before they agree. It has no contact details.</summary>
public sealed record IntroductionParty
{
    /// <summary>The profile.</summary>
    public required Guid ProfileId { get; init; }

    /// <summary>The party that the profile belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The registered organisation that the profile describes; absent when it describes none.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>organisation, company, investor, accelerator or publicBody.</summary>
    public required string Kind { get; init; }

    /// <summary>The profile's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The country, by its ISO 3166-1 alpha-2 code.</summary>
    public required string Economy { get; init; }
}
