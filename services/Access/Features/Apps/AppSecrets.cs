using System.Security.Cryptography;
using Platform.Access.Domain.Apps;

namespace Platform.Access.Features.Apps;

/// <summary>Creates the secrets of apps. An app may have several; each is shown once and stored as a hash.</summary>
internal static class AppSecrets
{
    /// <summary>Creates the text of a secret.</summary>
    public static string NewText() => "sip_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Creates what is stored of a secret.</summary>
    public static Secret Of(string text, DateTimeOffset at) =>
        new(Guid.CreateVersion7(), SecretHash.Of(text, RandomNumberGenerator.GetBytes(SecretHash.SaltBytes)), at);
}
