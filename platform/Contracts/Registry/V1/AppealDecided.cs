namespace Platform.Contracts.Registry.V1;

/// <summary>An appeal was decided.</summary>
[EventType("registry.appeal-decided")]
public sealed record AppealDecided
{
    /// <summary>The appeal.</summary>
    public required Guid AppealId { get; init; }

    /// <summary>The application that was declined, when the appeal is against that.</summary>
    public Guid? ApplicationId { get; init; }

    /// <summary>The organisation that was delisted, when the appeal is against that.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The party that appealed.</summary>
    public required string Party { get; init; }

    /// <summary>Whether the appeal was upheld: the decline or delisting is undone.</summary>
    public required bool Upheld { get; init; }

    /// <summary>The reason.</summary>
    public required string Reason { get; init; }
}
