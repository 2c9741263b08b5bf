using Platform.Messaging;

namespace Platform.Registry.Data;

internal enum ImportStatus
{
    Queued,
    Running,
    Completed,
    Failed,
}

internal sealed class Import : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string By { get; init; }

    public required ImportStatus Status { get; set; }

    /// <summary>The file, kept as document parts until it is done.</summary>
    public required Guid DocumentId { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Where to go on after a crash: the byte and the line at which the next row begins.</summary>
    public long Position { get; set; }

    public int Line { get; set; } = 1;

    /// <summary>What the file is written in, once it is known.</summary>
    public string? Encoding { get; set; }

    /// <summary>How often it was begun since the last rows were kept.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it failed.</summary>
    public string? FailureCode { get; set; }

    public string? FailureZh { get; set; }

    public string? FailureEn { get; set; }

    /// <summary>Whether a search finds everything that it brought.</summary>
    public bool IsSearchable { get; set; }

    /// <summary>Rows dealt with.</summary>
    public int Total { get; set; }

    public int Accepted { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public int Rejected { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ImportError
{
    public required Guid ImportId { get; init; }

    public required int Line { get; init; }

    public required string Code { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }
}
