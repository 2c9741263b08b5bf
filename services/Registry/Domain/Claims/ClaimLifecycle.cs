using Platform.Domain;

namespace Platform.Registry.Domain.Claims;

internal enum ClaimStatus
{
    Submitted,
    Accepted,
    Declined,
}

internal enum ClaimCommand
{
    Accept,
    Decline,
}

/// <summary>The states of a claim. It is decided once.</summary>
internal static class ClaimLifecycle
{
    public static Lifecycle<ClaimStatus, ClaimCommand> Table { get; } =
        new(
            (status, _) => RegistryErrors.ClaimDecided(status.ToCamelCase()),
            (ClaimStatus.Submitted, ClaimCommand.Accept, ClaimStatus.Accepted),
            (ClaimStatus.Submitted, ClaimCommand.Decline, ClaimStatus.Declined)
        );
}
