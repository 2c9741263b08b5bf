using Platform.Domain;
using Platform.Web.Errors;
using Changed = Platform.Domain.Change<Platform.Access.Domain.Webhooks.WebhookState, Platform.Access.Domain.Webhooks.WebhookEvent>;

namespace Platform.Access.Domain.Webhooks;

/// <summary>The status of a webhook. Only an enabled webhook receives events.</summary>
internal enum WebhookStatus
{
    /// <summary>The endpoint has not answered its challenge yet.</summary>
    Unverified,

    Enabled,

    Disabled,
}

/// <summary>Why the platform disabled a webhook.</summary>
internal enum DisabledBecause
{
    /// <summary>The endpoint answered 410 (Gone).</summary>
    Gone,

    /// <summary>No delivery to the endpoint has succeeded for several days.</summary>
    Failing,
}

/// <summary>What happens to a webhook beside its state.</summary>
internal enum WebhookEvent
{
    /// <summary>The endpoint has to answer a new challenge.</summary>
    VerificationStarted,

    Disabled,
}

/// <summary>What changes about a webhook, and the decisions on it.</summary>
/// <param name="Secrets">The secrets, with each of which a message is signed.</param>
/// <param name="Status">Whether it receives events.</param>
/// <param name="DisabledBecause">Why the platform disabled it.</param>
/// <param name="FailingSince">The first failure since the last success (real time).</param>
internal sealed record WebhookState(
    IReadOnlyList<WebhookSecret> Secrets,
    WebhookStatus Status = WebhookStatus.Unverified,
    DisabledBecause? DisabledBecause = null,
    DateTimeOffset? FailingSince = null
)
{
    private const int MaxSecrets = 5;

    /// <summary>Adds a secret.</summary>
    public Result<Changed> Add(WebhookSecret secret) =>
        Secrets.Count == MaxSecrets
            ? AccessErrors.WebhookSecretsFull(MaxSecrets)
            : new Changed(this with { Secrets = [.. Secrets, secret] });

    /// <summary>Removes a secret, but not the last one.</summary>
    public Result<Changed> Remove(Guid secretId) =>
        Secrets.All(secret => secret.Id != secretId) ? PlatformErrors.NotFound
        : Secrets.Count == 1 ? AccessErrors.WebhookLastSecret
        : new Changed(this with { Secrets = [.. Secrets.Where(secret => secret.Id != secretId)] });

    /// <summary>Verifies the endpoint again.</summary>
    public Result<Changed> Enable() =>
        Status == WebhookStatus.Enabled ? AccessErrors.WebhookEnabled : new Changed(new(Secrets), WebhookEvent.VerificationStarted);

    /// <summary>Returns the state after a delivery.</summary>
    /// <param name="isVerification">Whether it was the challenge of the endpoint.</param>
    public Changed Succeed(bool isVerification) =>
        new(this with { FailingSince = null, Status = isVerification ? WebhookStatus.Enabled : Status });

    /// <summary>Returns the state after a failed attempt. An endpoint that is gone, or has failed for too long, is disabled.</summary>
    /// <param name="at">When the attempt began.</param>
    /// <param name="isGone">Whether the endpoint answered 410 (Gone).</param>
    /// <param name="disableAfter">The time after which an endpoint that only fails is disabled.</param>
    /// <param name="now">The real time.</param>
    public Changed Fail(DateTimeOffset at, bool isGone, TimeSpan disableAfter, DateTimeOffset now)
    {
        if (Status != WebhookStatus.Enabled)
        {
            return new(this);
        }

        var failing = this with { FailingSince = FailingSince ?? at };
        DisabledBecause? reason =
            isGone ? Webhooks.DisabledBecause.Gone
            : now - failing.FailingSince >= disableAfter ? Webhooks.DisabledBecause.Failing
            : null;
        return reason is null
            ? new(failing)
            : new(failing with { Status = WebhookStatus.Disabled, DisabledBecause = reason }, WebhookEvent.Disabled);
    }
}
