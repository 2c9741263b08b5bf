namespace Platform.Data;

/// <summary>A file that a party uploaded to a service, e.g. evidence. Its bytes are <see cref="DocumentPart"/> rows.</summary>
public sealed class Document
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; set; }

    /// <summary>The party that uploaded the file.</summary>
    public required string Party { get; set; }

    /// <summary>The file's name.</summary>
    public required string Name { get; set; }

    /// <summary>The media type, e.g. <c>application/pdf</c>.</summary>
    public required string MediaType { get; set; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; set; }

    /// <summary>The SHA-256 of the bytes in lower-case hexadecimal, computed by the service.</summary>
    public required string Sha256 { get; set; }

    /// <summary>When the file was uploaded.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A part of a document's bytes, so that no file is ever in memory as a whole.</summary>
public sealed class DocumentPart
{
    internal const int Size = 256 * 1024;

    /// <summary>The id of the document.</summary>
    public required Guid DocumentId { get; set; }

    /// <summary>The number of the part: 0, 1, 2, …</summary>
    public required int Number { get; set; }

    /// <summary>The bytes, at most 256 KiB.</summary>
    public required byte[] Bytes { get; set; }
}
