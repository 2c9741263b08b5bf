namespace Platform.Contracts.Registry.V1;

/// <summary>The disclosure light of an organisation changed.</summary>
[EventType("registry.organisation-light-changed")]
public sealed record OrganisationLightChanged : OrganisationEvent;
