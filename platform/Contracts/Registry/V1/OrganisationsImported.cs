namespace Platform.Contracts.Registry.V1;

/// <summary>Organisations were added or changed by an import: at most 500 in one event.</summary>
[EventType("registry.organisations-imported")]
public sealed record OrganisationsImported
{
    /// <summary>The import.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>The organisations as they are now, each with its own version.</summary>
    public required IReadOnlyList<ImportedOrganisation> Organisations { get; init; }
}

/// <summary>One organisation of an import.</summary>
public sealed record ImportedOrganisation
{
    /// <summary>The version of the organisation. Ignore the snapshot if you have stored a later version.</summary>
    public required long Version { get; init; }

    /// <summary>The organisation as it is now.</summary>
    public required OrganisationSnapshot Organisation { get; init; }
}
