namespace Platform.Access.Data;

/// <summary>An ES256 key: the newest signs, all are published, so that tokens of an older one stay valid.</summary>
internal sealed class SigningKey
{
    public required Guid Id { get; init; }

    /// <summary>PKCS #8.</summary>
    public required string Pem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
