namespace Platform.Sandbox.Data;

/// <summary>A document of this service that a request cites.</summary>
internal sealed class CitedDocumentRow
{
    public required Guid DocumentId { get; set; }

    public required Guid RequestId { get; set; }
}
