namespace Platform.Data;

/// <summary>The answer to a request with an <c>Idempotency-Key</c>, saved in the transaction of the request's effect.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>The hash of client, subject, method, path and key.</summary>
    public required string Key { get; set; }

    /// <summary>The hash of the request body.</summary>
    public required string BodyHash { get; set; }

    /// <summary>The HTTP status of the answer.</summary>
    public required int Status { get; set; }

    /// <summary>The body of the answer; <see langword="null"/> when it contained a secret.</summary>
    public byte[]? Body { get; set; }

    /// <summary>The media type of the answer.</summary>
    public string? ContentType { get; set; }

    /// <summary>The ETag of the answer.</summary>
    public string? ETag { get; set; }

    /// <summary>The Location of the answer.</summary>
    public string? Location { get; set; }

    /// <summary>When the record was created (real time); it is valid for 24 hours.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}
