namespace Platform.Contracts.Registry.V1;

/// <summary>An organisation changed its disclosed facts.</summary>
[EventType("registry.organisation-updated")]
public sealed record OrganisationUpdated : OrganisationEvent;
