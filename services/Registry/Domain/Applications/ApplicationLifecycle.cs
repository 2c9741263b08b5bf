using Platform.Domain;
using static Platform.Registry.Domain.Applications.ApplicationCommand;
using static Platform.Registry.Domain.Applications.ApplicationStatus;

namespace Platform.Registry.Domain.Applications;

internal enum ApplicationStatus
{
    Draft,
    Submitted,
    Returned,
    Accepted,
    Declined,
    Withdrawn,
}

internal enum ApplicationCommand
{
    Edit,
    Submit,
    Return,
    Accept,
    Decline,
    Withdraw,

    /// <summary>An appeal against the decline was upheld.</summary>
    Reopen,
}

/// <summary>The states of an application. Its owner may withdraw it until it is decided.</summary>
internal static class ApplicationLifecycle
{
    public static Lifecycle<ApplicationStatus, ApplicationCommand> Table { get; } =
        new(
            RegistryErrors.ApplicationState,
            (Draft, Edit, Draft),
            (Draft, Submit, Submitted),
            (Draft, Withdraw, Withdrawn),
            (Submitted, Return, Returned),
            (Submitted, Accept, Accepted),
            (Submitted, Decline, Declined),
            (Submitted, Withdraw, Withdrawn),
            (Returned, Edit, Returned),
            (Returned, Submit, Submitted),
            (Returned, Withdraw, Withdrawn),
            (Declined, Reopen, Submitted)
        );
}
