using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class RejectPurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/reject", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.reason-missing", "rewards.exclusion-off")
            .WithSummary("Reject a purchase: it never counts, and its voucher is free again");

    private static async Task<Answer<PurchaseView>> HandleAsync(
        Guid id,
        GroundRequest request,
        IfMatch ifMatch,
        PurchaseTransition transition,
        YearLedger year,
        RuleBook rules,
        CancellationToken cancellationToken
    )
    {
        if (!(await transition.LoadAsync(id, ifMatch, cancellationToken)).Succeeded(out var loaded, out var refused))
        {
            return refused;
        }

        var (purchase, code) = (loaded.Purchase, request.ReasonCode ?? ReasonCode.Other);
        if (!PurchaseLifecycle.Reject(purchase.Status, request.Reason).Succeeded(out var status, out refused))
        {
            return refused;
        }

        if (Declarations.RefuseGround(code, (await rules.FindAsync(purchase.Year, cancellationToken))!.Exclusions) is { } off)
        {
            return off;
        }

        await year.ExcludeAsync(purchase, code, transition.Now, cancellationToken);
        return await transition.ApplyAsync(loaded, status, Roles.RewardReviewer, request.Reason, code, null, cancellationToken);
    }
}
