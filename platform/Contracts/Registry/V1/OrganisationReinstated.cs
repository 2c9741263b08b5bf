namespace Platform.Contracts.Registry.V1;

/// <summary>A suspended organisation was reinstated.</summary>
[EventType("registry.organisation-reinstated")]
public sealed record OrganisationReinstated
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
