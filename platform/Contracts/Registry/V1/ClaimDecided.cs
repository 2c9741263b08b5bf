namespace Platform.Contracts.Registry.V1;

/// <summary>A registrar accepted or declined a claim.</summary>
[EventType("registry.claim-decided")]
public sealed record ClaimDecided
{
    /// <summary>The claim.</summary>
    public required Guid ClaimId { get; init; }

    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The party that claimed it.</summary>
    public required string Party { get; init; }

    /// <summary>Whether the organisation now belongs to that party.</summary>
    public required bool Accepted { get; init; }

    /// <summary>The reason for declining the claim.</summary>
    public string? Reason { get; init; }
}
