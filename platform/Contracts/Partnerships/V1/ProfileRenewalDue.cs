namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// The vetting of a profile ends soon, and its owner has not renewed it. Said once for each term. Never carries contact details.
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

    /// <summary>The last Taipei day on which the vetting holds.</summary>
    public required DateOnly VettedUntil { get; init; }
}
