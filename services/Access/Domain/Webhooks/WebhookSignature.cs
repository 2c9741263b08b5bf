using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Access.Domain.Webhooks;

/// <summary>
/// Signatures as defined by the Standard Webhooks specification, version 1.0.0: <c>v1,</c> and the base64 of HMAC-SHA-256 over
/// <c>{id}.{timestamp}.{body}</c>. The key is the text after <c>whsec_</c>, decoded from base64.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The length of a key. The specification requires 24 to 64 bytes.</summary>
    public const int KeyBytes = 32;

    private const string Prefix = "whsec_";

    /// <summary>Returns the text of a secret.</summary>
    public static string SecretOf(byte[] key) => Prefix + Convert.ToBase64String(key);

    /// <summary>Returns the header <c>webhook-signature</c>: one signature for each secret, so that secrets can be rotated.</summary>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(
            ' ',
            secrets.Select(secret =>
                $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))}"
            )
        );
    }
}
