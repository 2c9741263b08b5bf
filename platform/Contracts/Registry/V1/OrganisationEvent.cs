namespace Platform.Contracts.Registry.V1;

/// <summary>An event about one organisation; each contains the whole organisation. A consumer of this type consumes all of them.</summary>
public abstract record OrganisationEvent
{
    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
