namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation changed its disclosed facts.</summary>
[EventType("registry.organisation-updated")]
public sealed record OrganisationUpdated
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
