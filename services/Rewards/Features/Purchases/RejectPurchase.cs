using Platform.Rewards.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class RejectPurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/reject", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.reason-missing", "rewards.exclusion-off")
            .WithSummary("Reject a purchase: it never counts, and its voucher is free again");

    private static Task<Answer<PurchaseView>> HandleAsync(Guid id, GroundRequest request, Command command, Purchases purchases) =>
        purchases.ChangeAsync(id, command, (purchase, exclusions) =>
            purchase.Reject(request.Reason, request.ReasonCode ?? ReasonCode.Other, exclusions, command.Now)
        );
}
