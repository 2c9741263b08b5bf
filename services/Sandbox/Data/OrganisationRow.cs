namespace Platform.Sandbox.Data;

/// <summary>A registered organisation, as far as this service needs it, from the registry's events.</summary>
internal sealed class OrganisationRow
{
    public required Guid Id { get; set; }

    /// <summary>The version of the registry's snapshot; an older one is ignored.</summary>
    public required long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }
}
