using Platform.Domain;

namespace Platform.Partnerships.Domain.Introductions;

internal enum IntroductionState
{
    Requested,
    Accepted,
    Declined,
    Expired,
    Withdrawn,
}

/// <summary>The commands on an introduction, as the API names them.</summary>
internal enum IntroductionCommand
{
    Accept,
    Decline,
    Withdraw,
    Outcomes,
    Commitments,
}

/// <summary>
/// The states of an introduction. A request expires when it is not answered by its last day. Nothing follows the last outcome.
/// </summary>
internal static class IntroductionLifecycle
{
    public static Lifecycle<IntroductionState, IntroductionCommand> Table { get; } =
        new(
            PartnershipsErrors.IntroductionState,
            (IntroductionState.Requested, IntroductionCommand.Accept, IntroductionState.Accepted),
            (IntroductionState.Requested, IntroductionCommand.Decline, IntroductionState.Declined),
            (IntroductionState.Requested, IntroductionCommand.Withdraw, IntroductionState.Withdrawn),
            (IntroductionState.Accepted, IntroductionCommand.Outcomes, IntroductionState.Accepted),
            (IntroductionState.Accepted, IntroductionCommand.Commitments, IntroductionState.Accepted)
        );
}
