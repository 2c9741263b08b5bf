namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation withdrew.</summary>
[EventType("registry.organisation-withdrawn")]
public sealed record OrganisationWithdrawn
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
