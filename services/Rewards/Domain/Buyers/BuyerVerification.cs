using Platform.Domain;
using static Platform.Rewards.Domain.Buyers.BuyerCommand;
using static Platform.Rewards.Domain.BuyerStatus;

namespace Platform.Rewards.Domain.Buyers;

internal enum BuyerCommand
{
    Verify,
    Refuse,
}

/// <summary>The outcome of the verification of a buyer. It is final. Verifying a verified buyer again changes nothing.</summary>
internal sealed record BuyerVerification(BuyerStatus Status, string? Reason, DateTimeOffset At)
{
    public static Lifecycle<BuyerStatus, BuyerCommand> Table { get; } =
        new((_, _) => RewardsErrors.BuyerDecided, (Pending, Verify, Verified), (Pending, Refuse, Refused), (Verified, Verify, Verified));

    /// <summary>Decides on a buyer. A refusal needs a reason.</summary>
    public static Result<BuyerVerification> Decide(BuyerStatus buyer, bool approve, string? reason, DateTimeOffset now)
    {
        var next = Table.Next(buyer, approve ? Verify : Refuse);
        return next.Error is null && !approve && string.IsNullOrWhiteSpace(reason)
            ? RewardsErrors.ReasonMissing
            : next.Map(status => new BuyerVerification(status, reason, now));
    }
}
