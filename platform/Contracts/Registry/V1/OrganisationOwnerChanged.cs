namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation was handed over to another party.</summary>
[EventType("registry.organisation-owner-changed")]
public sealed record OrganisationOwnerChanged : OrganisationEvent;
