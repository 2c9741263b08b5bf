namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was delisted.</summary>
[EventType("registry.organisation-delisted")]
public sealed record OrganisationDelisted
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
