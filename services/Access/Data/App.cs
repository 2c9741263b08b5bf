using Platform.Access.Domain.Apps;
using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>The row of a partner application. <see cref="AppState"/> makes the decisions.</summary>
internal sealed class App : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required string Party { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string Plan { get; init; }

    public IReadOnlyList<Secret> Secrets { get; set; } = [];

    /// <summary>The web origins from which the app's pages may call.</summary>
    public IReadOnlyList<string> Origins
    {
        get;
        set => (field, HasOrigins) = (value, value.Count > 0);
    } = [];

    public bool HasOrigins { get; private set; }

    public bool Disabled { get; set; }

    /// <summary>When the app was disabled (real time, as for the lifetime of tokens).</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public AppState Current => new(Secrets, Origins, DisabledAt);

    /// <summary>Applies the next state.</summary>
    public void Apply(AppState next) =>
        (Secrets, Origins, Disabled, DisabledAt) = (next.Secrets, next.Origins, next.IsDisabled, next.DisabledAt);
}
