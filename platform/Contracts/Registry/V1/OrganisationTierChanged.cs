namespace Platform.Contracts.Registry.V1;

/// <summary>The impact tier of an organisation changed.</summary>
[EventType("registry.organisation-tier-changed")]
public sealed record OrganisationTierChanged
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
