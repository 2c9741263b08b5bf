namespace Platform.Contracts.Registry.V1;

/// <summary>A suspended organisation was reinstated.</summary>
[EventType("registry.organisation-reinstated")]
public sealed record OrganisationReinstated : OrganisationEvent;
