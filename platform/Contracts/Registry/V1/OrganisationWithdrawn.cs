namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation withdrew.</summary>
[EventType("registry.organisation-withdrawn")]
public sealed record OrganisationWithdrawn : OrganisationEvent;
