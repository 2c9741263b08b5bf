using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class ReversePurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/reverse", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.reason-missing", "rewards.exclusion-off")
            .WithSummary("Reverse an accepted purchase; after the closing, awards change by a restatement only");

    private static async Task<Answer<PurchaseView>> HandleAsync(
        Guid id,
        GroundRequest request,
        IfMatch ifMatch,
        PurchaseTransition transition,
        YearLedger year,
        SupplierLedger supplier,
        RuleBook rules,
        CancellationToken cancellationToken
    )
    {
        if (!(await transition.LoadAsync(id, ifMatch, cancellationToken)).Succeeded(out var loaded, out var refused))
        {
            return refused;
        }

        var (purchase, code) = (loaded.Purchase, request.ReasonCode ?? ReasonCode.Other);
        if (!PurchaseLifecycle.Reverse(purchase.Status, request.Reason).Succeeded(out var status, out refused))
        {
            return refused;
        }

        if (Declarations.RefuseGround(code, (await rules.FindAsync(purchase.Year, cancellationToken))!.Exclusions) is { } off)
        {
            return off;
        }

        await year.UncountAsync(purchase, code, transition.Now, cancellationToken);
        var totals = await supplier.TotalsAfterAsync(purchase, -1, cancellationToken);
        return await transition.ApplyAsync(loaded, status, Roles.RewardReviewer, request.Reason, code, totals, cancellationToken);
    }
}
