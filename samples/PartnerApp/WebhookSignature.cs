using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerApp;

/// <summary>
/// Checks signatures by Standard Webhooks (https://www.standardwebhooks.com): that a message is from the platform, and recent.
/// </summary>
internal static class WebhookSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(string secret, string id, string timestamp, string signatures, byte[] body, DateTimeOffset now)
    {
        // An attacker must not be able to replay an old message.
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(seconds)).Duration() > Tolerance
        )
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.UTF8.GetBytes(
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))
        );
        // While a secret is replaced there is a signature for each secret: one valid signature is enough.
        return signatures
            .Split(' ')
            .Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
    }
}
