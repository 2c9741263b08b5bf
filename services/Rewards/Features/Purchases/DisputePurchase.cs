using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class DisputePurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/dispute", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("rewards.wrong-state", "rewards.reason-missing")
            .WithSummary("The supplier's owner disputes the sale");

    private static async Task<Answer<PurchaseView>> HandleAsync(
        Guid id,
        ReasonRequest request,
        IfMatch ifMatch,
        Caller caller,
        PurchaseTransition transition,
        CancellationToken cancellationToken
    )
    {
        if (!(await transition.LoadAsync(id, ifMatch, cancellationToken)).Succeeded(out var loaded, out var refused))
        {
            return refused;
        }

        if (!caller.Owns(loaded.Supplier.OwnerParty))
        {
            return PlatformErrors.NotFound;
        }

        if (!PurchaseLifecycle.Dispute(loaded.Purchase.Status, request.Reason).Succeeded(out var status, out refused))
        {
            return refused;
        }

        return await transition.ApplyAsync(loaded, status, Roles.Organisation, request.Reason, null, null, cancellationToken);
    }
}
