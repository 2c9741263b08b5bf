namespace Platform.Contracts.Registry.V1;

/// <summary>The disclosure light of an organisation changed.</summary>
[EventType("registry.organisation-light-changed")]
public sealed record OrganisationLightChanged
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
