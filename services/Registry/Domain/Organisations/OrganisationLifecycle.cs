using Platform.Domain;
using static Platform.Registry.Domain.Organisations.OrganisationCommand;
using static Platform.Registry.Domain.Organisations.OrganisationStatus;

namespace Platform.Registry.Domain.Organisations;

internal enum OrganisationStatus
{
    Registered,
    Suspended,
    Delisted,
    Withdrawn,
}

internal enum OrganisationCommand
{
    Update,
    Suspend,
    Reinstate,
    Delist,
    Withdraw,
}

/// <summary>The states of an organisation.</summary>
internal static class OrganisationLifecycle
{
    public static Lifecycle<OrganisationStatus, OrganisationCommand> Table { get; } =
        new(
            RegistryErrors.OrganisationState,
            (Registered, Update, Registered),
            (Registered, Suspend, Suspended),
            (Registered, Delist, Delisted),
            (Registered, Withdraw, Withdrawn),
            (Suspended, Update, Suspended),
            (Suspended, Reinstate, Registered),
            (Suspended, Delist, Delisted),
            (Suspended, Withdraw, Withdrawn)
        );

    /// <summary>Returns whether the registration has not ended.</summary>
    public static bool IsLive(OrganisationStatus status) => Table.Allows(status, Update);
}
