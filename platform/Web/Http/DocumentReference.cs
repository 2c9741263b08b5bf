namespace Platform.Web.Http;

/// <summary>
/// Wherever a document is asked for: one given to the service (<see cref="DocumentId"/>), or the name and hash of a file that the sender
/// keeps.
/// </summary>
public sealed record DocumentReference
{
    /// <summary>A document of this service.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>The name of a file that the sender keeps.</summary>
    public string? Name { get; init; }

    /// <summary>Its SHA-256 in hexadecimal.</summary>
    public string? Sha256 { get; init; }
}
