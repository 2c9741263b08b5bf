using Platform.Domain;
using static Platform.Rewards.Domain.Purchases.PurchaseCommand;
using static Platform.Rewards.Domain.PurchaseStatus;

namespace Platform.Rewards.Domain.Purchases;

internal enum PurchaseCommand
{
    Confirm,
    Dispute,
    Accept,
    Reject,
    Reverse,
}

/// <summary>The states of a purchase. The supplier may change its answer until the review.</summary>
internal static class PurchaseLifecycle
{
    public static Lifecycle<PurchaseStatus, PurchaseCommand> Table { get; } =
        new(
            RewardsErrors.InvalidState,
            (Declared, Confirm, Confirmed),
            (Declared, Dispute, Disputed),
            (Declared, Accept, Accepted),
            (Declared, Reject, Rejected),
            (Confirmed, Dispute, Disputed),
            (Confirmed, Accept, Accepted),
            (Confirmed, Reject, Rejected),
            (Disputed, Confirm, Confirmed),
            (Disputed, Accept, Accepted),
            (Disputed, Reject, Rejected),
            (Accepted, Reverse, Reversed)
        );

    /// <summary>Returns whether a purchase blocks another one with the same voucher or evidence.</summary>
    public static bool IsLive(PurchaseStatus status) => status is not (Rejected or Reversed);
}
