namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The approval of a profile ends soon, and its owner has not renewed it. Published once for each term. The event carries no contact
/// details.
/// </summary>
[EventType("partnerships.profile-renewal-due")]
public sealed record ProfileRenewalDue
{
    /// <summary>The profile.</summary>
    public required Guid ProfileId { get; init; }

    /// <summary>The party that the profile belongs to.</summary>
    public required string Party { get; init; }

    /// <summary>The profile's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>The last day on which the approval is valid, in Taipei.</summary>
    public required DateOnly VettedUntil { get; init; }
}
