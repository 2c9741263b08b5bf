using Platform.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Identity;

namespace Platform.Rewards.Domain.Purchases;

/// <summary>What happened to a purchase: one step in its history. Its status is the purchase's next state.</summary>
internal sealed record PurchaseStep(DateTimeOffset At, string ByRole, PurchaseStatus Status, string? Reason, ReasonCode? ReasonCode);

/// <summary>A declared purchase, and what its supplier and the reviewers may do with it.</summary>
/// <param name="Status">The state.</param>
/// <param name="Flagged">Whether the supplier's status on the day of the purchase changed afterwards.</param>
/// <param name="Buyer">The buyer's status.</param>
internal sealed record Purchase(PurchaseStatus Status, bool Flagged, BuyerStatus Buyer)
{
    public Result<PurchaseStep> Confirm(DateTimeOffset now) => Perform(PurchaseCommand.Confirm, null, null, null, now);

    public Result<PurchaseStep> Dispute(string? reason, DateTimeOffset now) =>
        Perform(PurchaseCommand.Dispute, RefuseWithout(reason), reason, null, now);

    /// <summary>Accepts the purchase. A reason is needed when the supplier has not confirmed it, and when it is flagged.</summary>
    public Result<PurchaseStep> Accept(string? reason, DateTimeOffset now)
    {
        var refusal =
            Buyer is not BuyerStatus.Verified ? RewardsErrors.BuyerNotVerified
            : RefuseWithout(reason) is null ? null
            : Status is not PurchaseStatus.Confirmed ? RewardsErrors.NotConfirmed
            : Flagged ? RewardsErrors.FlaggedWithoutReason
            : null;
        return Perform(PurchaseCommand.Accept, refusal, reason, null, now);
    }

    public Result<PurchaseStep> Reject(string? reason, ReasonCode code, Exclusions exclusions, DateTimeOffset now) =>
        Perform(PurchaseCommand.Reject, RefuseWithout(reason) ?? Declarations.RefuseGround(code, exclusions), reason, code, now);

    public Result<PurchaseStep> Reverse(string? reason, ReasonCode code, Exclusions exclusions, DateTimeOffset now) =>
        Perform(PurchaseCommand.Reverse, RefuseWithout(reason) ?? Declarations.RefuseGround(code, exclusions), reason, code, now);

    private static DomainError? RefuseWithout(string? reason) => string.IsNullOrWhiteSpace(reason) ? RewardsErrors.ReasonMissing : null;

    // A state that does not allow the command is the first reason to refuse it.
    private Result<PurchaseStep> Perform(
        PurchaseCommand command,
        DomainError? refusal,
        string? reason,
        ReasonCode? code,
        DateTimeOffset now
    )
    {
        var role = command is PurchaseCommand.Confirm or PurchaseCommand.Dispute ? Roles.Organisation : Roles.RewardReviewer;
        var next = PurchaseLifecycle.Table.Next(Status, command);
        return refusal is not null && next.Error is null ? refusal : next.Map(status => new PurchaseStep(now, role, status, reason, code));
    }
}
