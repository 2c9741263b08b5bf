namespace Platform.Contracts.Partnerships.V1;

/// <summary>A partnership manager approved a profile, renewed it, or returned it. The event carries no contact details.</summary>
[EventType("partnerships.profile-vetted")]
public sealed record ProfileVetted
{
    /// <summary>The profile.</summary>
    public required Guid ProfileId { get; init; }

    /// <summary>The party that the profile belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>organisation, company, investor, accelerator or publicBody.</summary>
    public required string Kind { get; init; }

    /// <summary>The registered organisation that the profile describes; absent when it describes none.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The profile's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The country, by its ISO 3166-1 alpha-2 code.</summary>
    public required string Economy { get; init; }

    /// <summary>Sustainable Development Goals, 1–17, ascending.</summary>
    public required IReadOnlyList<int> Sdgs { get; init; }

    /// <summary>True when approved or renewed, false when returned to its owner.</summary>
    public required bool Approved { get; init; }

    /// <summary>The manager's reason; always present when returned.</summary>
    public string? Reason { get; init; }

    /// <summary>The last day on which the approval is valid, in Taipei.</summary>
    public DateOnly? VettedUntil { get; init; }

    /// <summary>The time at which the decision was recorded.</summary>
    public required DateTimeOffset VettedAt { get; init; }
}
