using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Domain;

/// <summary>
/// The decision on a buyer. It is final, and a refusal needs a reason. Verifying a verified buyer again changes nothing.
/// </summary>
internal static class BuyerVerification
{
    public static Result<BuyerStatus> Decide(BuyerStatus now, bool approve, string? reason) =>
        (now, approve) switch
        {
            (BuyerStatus.Verified, true) => BuyerStatus.Verified,
            (not BuyerStatus.Pending, _) => RewardsErrors.BuyerDecided,
            (_, true) => BuyerStatus.Verified,
            _ when string.IsNullOrWhiteSpace(reason) => RewardsErrors.ReasonMissing,
            _ => BuyerStatus.Refused,
        };
}
