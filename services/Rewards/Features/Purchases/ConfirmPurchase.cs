using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class ConfirmPurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/confirm", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("rewards.wrong-state")
            .WithSummary("The supplier's owner confirms the sale");

    private static Task<Answer<PurchaseView>> HandleAsync(Guid id, Command command, Purchases purchases) =>
        purchases.ChangeBySupplierAsync(id, command, purchase => purchase.Confirm(command.Now));
}
