namespace Platform.Contracts.Partnerships.V1;

/// <summary>One side of an introduction: what both sides may know of each other before they agree. No contact details.</summary>
public sealed record IntroductionParty
{
    /// <summary>The profile.</summary>
    public required Guid ProfileId { get; init; }

    /// <summary>The party that the profile belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The registered organisation whose profile it is, when it is one's.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>organisation, company, investor, accelerator or publicBody.</summary>
    public required string Kind { get; init; }

    /// <summary>The profile's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Economy { get; init; }
}
