namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was suspended.</summary>
[EventType("registry.organisation-suspended")]
public sealed record OrganisationSuspended
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
