namespace Platform.Access.Data;

/// <summary>
/// An ES256 signing key. The newest key signs. All keys are published, so that tokens signed by an older key stay valid.
/// </summary>
internal sealed class SigningKey
{
    public required Guid Id { get; init; }

    /// <summary>The private key as PKCS #8.</summary>
    public required string Pem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
