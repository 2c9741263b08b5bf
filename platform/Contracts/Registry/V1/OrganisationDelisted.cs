namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was delisted.</summary>
[EventType("registry.organisation-delisted")]
public sealed record OrganisationDelisted : OrganisationEvent;
