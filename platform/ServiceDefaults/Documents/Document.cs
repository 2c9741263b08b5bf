namespace Platform.ServiceDefaults.Documents;

/// <summary>A file that a party gave to a service, e.g. evidence. Its bytes are <see cref="DocumentPart"/> rows.</summary>
public sealed class Document
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; set; }

    /// <summary>Who gave it.</summary>
    public required string Party { get; set; }

    /// <summary>The file's name.</summary>
    public required string Name { get; set; }

    /// <summary>The media type, e.g. <c>application/pdf</c>.</summary>
    public required string MediaType { get; set; }

    /// <summary>In bytes.</summary>
    public required long Size { get; set; }

    /// <summary>SHA-256 of the bytes in lower-case hexadecimal, computed here.</summary>
    public required string Sha256 { get; set; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A piece of a document's bytes, so that no file is ever whole in memory.</summary>
public sealed class DocumentPart
{
    internal const int Size = 256 * 1024;

    /// <summary>The document.</summary>
    public required Guid DocumentId { get; set; }

    /// <summary>0, 1, 2, …</summary>
    public required int Number { get; set; }

    /// <summary>At most 256 KiB.</summary>
    public required byte[] Bytes { get; set; }
}

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
