namespace Platform.Contracts.Registry.V1;

/// <summary>A party appeals against the decline of its application or the delisting of its organisation.</summary>
[EventType("registry.appeal-filed")]
public sealed record AppealFiled
{
    /// <summary>The appeal.</summary>
    public required Guid AppealId { get; init; }

    /// <summary>The application that was declined, when the appeal is against that.</summary>
    public Guid? ApplicationId { get; init; }

    /// <summary>The organisation that was delisted, when the appeal is against that.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The party that appeals.</summary>
    public required string Party { get; init; }
}
