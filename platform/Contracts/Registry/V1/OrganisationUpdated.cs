namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation changed what it discloses.</summary>
[EventType("registry.organisation-updated")]
public sealed record OrganisationUpdated
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
