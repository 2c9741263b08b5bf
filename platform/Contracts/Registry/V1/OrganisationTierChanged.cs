namespace Platform.Contracts.Registry.V1;

/// <summary>The impact tier of an organisation changed.</summary>
[EventType("registry.organisation-tier-changed")]
public sealed record OrganisationTierChanged : OrganisationEvent;
