using Platform.Domain;
using Platform.Web.Errors;
using Changed = Platform.Domain.Change<Platform.Access.Domain.Apps.AppState, Platform.Access.Domain.Apps.AppEvent>;

namespace Platform.Access.Domain.Apps;

/// <summary>What others learn about an app.</summary>
internal enum AppEvent
{
    Disabled,
}

/// <summary>What commands change about an app, and the decisions on it.</summary>
/// <param name="Secrets">The secrets that are valid.</param>
/// <param name="Origins">The web origins from which the app's pages may call.</param>
/// <param name="DisabledAt">When the app was disabled (real time).</param>
internal sealed record AppState(IReadOnlyList<Secret> Secrets, IReadOnlyList<string> Origins, DateTimeOffset? DisabledAt = null)
{
    public bool IsDisabled => DisabledAt is not null;

    /// <summary>Adds a secret.</summary>
    public Result<Changed> Add(Secret secret) =>
        IsDisabled ? AccessErrors.AppDisabled : new Changed(this with { Secrets = [.. Secrets, secret] });

    /// <summary>Revokes a secret.</summary>
    public Result<Changed> Remove(Guid secretId) =>
        Secrets.All(secret => secret.Id != secretId)
            ? PlatformErrors.NotFound
            : new Changed(this with { Secrets = [.. Secrets.Where(secret => secret.Id != secretId)] });

    /// <summary>Replaces the web origins.</summary>
    public Result<Changed> ReplaceOrigins(IReadOnlyList<string> origins, bool allowsLocalHttp) =>
        AppRules.RefusalOf(origins, allowsLocalHttp) is { } refused ? refused : new Changed(this with { Origins = origins });

    /// <summary>Disables the app for ever.</summary>
    /// <param name="at">The real time, from which the lifetime of its last tokens counts.</param>
    public Result<Changed> Disable(DateTimeOffset at) =>
        IsDisabled ? AccessErrors.AppDisabled : new Changed(this with { DisabledAt = at }, AppEvent.Disabled);
}
