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

    /// <summary>The file, stored as document parts until the import has ended.</summary>
    public required Guid DocumentId { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Where to continue after a crash: the byte and the line at which the next row begins.</summary>
    public long Position { get; set; }

    public int Line { get; set; } = 1;

    /// <summary>The encoding of the file; <see langword="null"/> until it is detected.</summary>
    public string? Encoding { get; set; }

    /// <summary>The number of starts since rows were last saved.</summary>
    public int Attempts { get; set; }

    /// <summary>The code of the error with which it failed.</summary>
    public string? FailureCode { get; set; }

    public string? FailureZh { get; set; }

    public string? FailureEn { get; set; }

    /// <summary>Whether a search finds everything that the import added.</summary>
    public bool IsSearchable { get; set; }

    /// <summary>The number of processed rows.</summary>
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
