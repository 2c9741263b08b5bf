namespace Platform.Contracts.Sandbox.V1;

/// <summary>A provision of a law that a request is about.</summary>
public sealed record ProvisionSnapshot
{
    /// <summary>The law's name.</summary>
    public required string Law { get; init; }

    /// <summary>The article, with paragraph and item where needed.</summary>
    public required string Article { get; init; }

    /// <summary>The competent authority, by code.</summary>
    public required string Authority { get; init; }
}
