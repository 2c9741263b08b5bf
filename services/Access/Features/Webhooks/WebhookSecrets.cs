using System.Security.Cryptography;
using Platform.Access.Domain.Webhooks;

namespace Platform.Access.Features.Webhooks;

/// <summary>Creates the secrets that messages to endpoints are signed with.</summary>
internal static class WebhookSecrets
{
    public static WebhookSecret New(DateTimeOffset at) =>
        new(Guid.CreateVersion7(), WebhookSignature.SecretOf(RandomNumberGenerator.GetBytes(WebhookSignature.KeyBytes)), at);
}
