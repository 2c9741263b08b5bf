using Platform.Data;

namespace Platform.Sandbox.Data;

/// <summary>A registered organisation, as far as this service needs it, from the registry's events.</summary>
internal sealed class OrganisationRow : ITrackedOrganisation
{
    public required Guid Id { get; set; }

    public long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }
}
