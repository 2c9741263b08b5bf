using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class DisputePurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/dispute", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("rewards.wrong-state", "rewards.reason-missing")
            .WithSummary("The supplier's owner disputes the sale");

    private static Task<Answer<PurchaseView>> HandleAsync(Guid id, ReasonRequest request, Command command, Purchases purchases) =>
        purchases.ChangeBySupplierAsync(id, command, purchase => purchase.Dispute(request.Reason, command.Now));
}
