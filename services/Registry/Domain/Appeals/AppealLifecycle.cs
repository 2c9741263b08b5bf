using Platform.Domain;

namespace Platform.Registry.Domain.Appeals;

internal enum AppealStatus
{
    Submitted,
    Upheld,
    Dismissed,
}

internal enum AppealCommand
{
    Uphold,
    Dismiss,
}

/// <summary>The states of an appeal. It is decided once.</summary>
internal static class AppealLifecycle
{
    public static Lifecycle<AppealStatus, AppealCommand> Table { get; } =
        new(
            (status, _) => RegistryErrors.AppealDecided(status.ToCamelCase()),
            (AppealStatus.Submitted, AppealCommand.Uphold, AppealStatus.Upheld),
            (AppealStatus.Submitted, AppealCommand.Dismiss, AppealStatus.Dismissed)
        );
}
