namespace Platform.Contracts.Partnerships.V1;

/// <summary>A partnership manager approved a profile, renewed it, or returned it. Never carries contact details.</summary>
[EventType("partnerships.profile-vetted")]
public sealed record ProfileVetted
{
    /// <summary>The profile.</summary>
    public required Guid ProfileId { get; init; }

    /// <summary>The party that the profile belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>organisation, company, investor, accelerator or publicBody.</summary>
    public required string Kind { get; init; }

    /// <summary>The registered organisation whose profile it is, when it is one's.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The profile's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Economy { get; init; }

    /// <summary>Sustainable Development Goals, 1–17, ascending.</summary>
    public required IReadOnlyList<int> Sdgs { get; init; }

    /// <summary>True when approved or renewed, false when returned to its owner.</summary>
    public required bool Approved { get; init; }

    /// <summary>The manager's reason; always present when returned.</summary>
    public string? Reason { get; init; }

    /// <summary>The last Taipei day on which the approval holds.</summary>
    public DateOnly? VettedUntil { get; init; }

    /// <summary>When the decision was recorded.</summary>
    public required DateTimeOffset VettedAt { get; init; }
}
