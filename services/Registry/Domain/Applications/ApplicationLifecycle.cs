using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Domain;

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

/// <summary>
/// The state machine of an application: draft → submitted → (returned → submitted again) → accepted | declined. Its owner may withdraw it
/// until it is decided. An appeal that is upheld returns a declined application to submitted.
/// </summary>
internal static class ApplicationLifecycle
{
    private static readonly Dictionary<(ApplicationStatus, ApplicationCommand), ApplicationStatus> Transitions = new()
    {
        [(ApplicationStatus.Draft, ApplicationCommand.Edit)] = ApplicationStatus.Draft,
        [(ApplicationStatus.Draft, ApplicationCommand.Submit)] = ApplicationStatus.Submitted,
        [(ApplicationStatus.Draft, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,
        [(ApplicationStatus.Submitted, ApplicationCommand.Return)] = ApplicationStatus.Returned,
        [(ApplicationStatus.Submitted, ApplicationCommand.Accept)] = ApplicationStatus.Accepted,
        [(ApplicationStatus.Submitted, ApplicationCommand.Decline)] = ApplicationStatus.Declined,
        [(ApplicationStatus.Submitted, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,
        [(ApplicationStatus.Declined, ApplicationCommand.Reopen)] = ApplicationStatus.Submitted,
        [(ApplicationStatus.Returned, ApplicationCommand.Edit)] = ApplicationStatus.Returned,
        [(ApplicationStatus.Returned, ApplicationCommand.Submit)] = ApplicationStatus.Submitted,
        [(ApplicationStatus.Returned, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,
    };

    /// <summary>Returns the status after the command, or an error with the commands that the current status allows.</summary>
    public static Result<ApplicationStatus> Decide(ApplicationStatus status, ApplicationCommand command) =>
        Transitions.TryGetValue((status, command), out var next)
            ? next
            : RegistryErrors.ApplicationState(
                status,
                [.. Transitions.Keys.Where(key => key.Item1 == status).Select(key => key.Item2.ToCamelCase())]
            );
}
