using System.Security.Cryptography;

namespace Platform.Access.Domain.Apps;

/// <summary>
/// The hash of a client secret: PBKDF2-HMAC-SHA-256 with 210,000 rounds and a salt for each secret (OWASP Password Storage).
/// </summary>
internal static class SecretHash
{
    /// <summary>The length of a salt.</summary>
    public const int SaltBytes = 16;

    private const int Rounds = 210_000,
        HashBytes = 32;

    public static string Of(string secret, byte[] salt)
    {
        var hash = Rfc2898DeriveBytes.Pbkdf2(secret, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return $"{Rounds}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(hash)}";
    }

    public static bool Matches(string secret, string storedHash)
    {
        if (storedHash.Split('.') is not [var rounds, var salt, var hash])
        {
            return false;
        }

        var computed = Rfc2898DeriveBytes.Pbkdf2(
            secret,
            Convert.FromBase64String(salt),
            int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture),
            HashAlgorithmName.SHA256,
            HashBytes
        );
        return CryptographicOperations.FixedTimeEquals(computed, Convert.FromBase64String(hash));
    }
}
