namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was suspended.</summary>
[EventType("registry.organisation-suspended")]
public sealed record OrganisationSuspended : OrganisationEvent;
