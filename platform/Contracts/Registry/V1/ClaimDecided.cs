namespace Platform.Contracts.Registry.V1;

/// <summary>A registrar agreed to a claim, or declined it.</summary>
[EventType("registry.claim-decided")]
public sealed record ClaimDecided
{
    /// <summary>The claim.</summary>
    public required Guid ClaimId { get; init; }

    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The party that claims it.</summary>
    public required string Party { get; init; }

    /// <summary>Whether it belongs to that party now.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why not.</summary>
    public string? Reason { get; init; }
}
