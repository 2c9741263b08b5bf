using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Domain;

/// <summary>
/// The states of a purchase: declared → confirmed | disputed (the supplier may change its answer until the review) → accepted | rejected
/// → reversed. Each function returns the next state or an error.
/// </summary>
internal static class PurchaseLifecycle
{
    public static Result<PurchaseStatus> Confirm(PurchaseStatus now) =>
        now is PurchaseStatus.Declared or PurchaseStatus.Disputed
            ? PurchaseStatus.Confirmed
            : RewardsErrors.InvalidState(now, Allowed(now));

    public static Result<PurchaseStatus> Dispute(PurchaseStatus now, string? reason) =>
        now switch
        {
            not (PurchaseStatus.Declared or PurchaseStatus.Confirmed) => RewardsErrors.InvalidState(now, Allowed(now)),
            _ when string.IsNullOrWhiteSpace(reason) => RewardsErrors.ReasonMissing,
            _ => PurchaseStatus.Disputed,
        };

    /// <summary>Accepts a purchase. A reason is needed when the supplier has not confirmed it, and when it is flagged.</summary>
    public static Result<PurchaseStatus> Accept(PurchaseStatus now, bool flagged, BuyerStatus buyer, string? reason) =>
        now switch
        {
            not (PurchaseStatus.Declared or PurchaseStatus.Confirmed or PurchaseStatus.Disputed) => RewardsErrors.InvalidState(
                now,
                Allowed(now)
            ),
            _ when buyer is not BuyerStatus.Verified => RewardsErrors.BuyerNotVerified,
            not PurchaseStatus.Confirmed when string.IsNullOrWhiteSpace(reason) => RewardsErrors.NotConfirmed,
            _ when flagged && string.IsNullOrWhiteSpace(reason) => RewardsErrors.FlaggedWithoutReason,
            _ => PurchaseStatus.Accepted,
        };

    public static Result<PurchaseStatus> Reject(PurchaseStatus now, string? reason) =>
        now switch
        {
            not (PurchaseStatus.Declared or PurchaseStatus.Confirmed or PurchaseStatus.Disputed) => RewardsErrors.InvalidState(
                now,
                Allowed(now)
            ),
            _ when string.IsNullOrWhiteSpace(reason) => RewardsErrors.ReasonMissing,
            _ => PurchaseStatus.Rejected,
        };

    public static Result<PurchaseStatus> Reverse(PurchaseStatus now, string? reason) =>
        now switch
        {
            not PurchaseStatus.Accepted => RewardsErrors.InvalidState(now, Allowed(now)),
            _ when string.IsNullOrWhiteSpace(reason) => RewardsErrors.ReasonMissing,
            _ => PurchaseStatus.Reversed,
        };

    /// <summary>Returns whether a purchase blocks another one with the same voucher or evidence.</summary>
    public static bool IsLive(PurchaseStatus status) => status is not (PurchaseStatus.Rejected or PurchaseStatus.Reversed);

    public static IReadOnlyList<string> Allowed(PurchaseStatus now) =>
        now switch
        {
            PurchaseStatus.Declared => ["confirm", "dispute", "accept", "reject"],
            PurchaseStatus.Confirmed => ["dispute", "accept", "reject"],
            PurchaseStatus.Disputed => ["confirm", "accept", "reject"],
            PurchaseStatus.Accepted => ["reverse"],
            _ => [],
        };
}
