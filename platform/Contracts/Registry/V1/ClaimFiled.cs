namespace Platform.Contracts.Registry.V1;

/// <summary>A party claims that an imported organisation is its own.</summary>
[EventType("registry.claim-filed")]
public sealed record ClaimFiled
{
    /// <summary>The claim.</summary>
    public required Guid ClaimId { get; init; }

    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The party that claims it.</summary>
    public required string Party { get; init; }
}
