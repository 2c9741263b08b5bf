using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class AcceptPurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/accept", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.not-confirmed", "rewards.flagged-without-reason", "rewards.buyer-not-verified")
            .WithSummary("Accept a purchase: it counts from now on");

    private static async Task<Answer<PurchaseView>> HandleAsync(
        Guid id,
        ReasonRequest? request,
        IfMatch ifMatch,
        PurchaseTransition transition,
        YearLedger year,
        SupplierLedger supplier,
        CancellationToken cancellationToken
    )
    {
        if (!(await transition.LoadAsync(id, ifMatch, cancellationToken)).Succeeded(out var loaded, out var refused))
        {
            return refused;
        }

        var purchase = loaded.Purchase;
        if (
            !PurchaseLifecycle
                .Accept(purchase.Status, purchase.Flagged, loaded.Buyer.Status, request?.Reason)
                .Succeeded(out var status, out refused)
        )
        {
            return refused;
        }

        purchase.Flagged = false;
        await year.CountAsync(purchase, transition.Now, cancellationToken);
        var totals = await supplier.TotalsAfterAsync(purchase, 1, cancellationToken);
        return await transition.ApplyAsync(loaded, status, Roles.RewardReviewer, request?.Reason, null, totals, cancellationToken);
    }
}
