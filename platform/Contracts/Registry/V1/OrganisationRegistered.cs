namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was registered.</summary>
[EventType("registry.organisation-registered")]
public sealed record OrganisationRegistered : OrganisationEvent;
