using Platform.Rewards.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class ReversePurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/reverse", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.reason-missing", "rewards.exclusion-off")
            .WithSummary("Reverse an accepted purchase; after the closing, awards change by a restatement only");

    private static Task<Answer<PurchaseView>> HandleAsync(Guid id, GroundRequest request, Command command, Purchases purchases) =>
        purchases.ChangeAsync(id, command, (purchase, exclusions) =>
            purchase.Reverse(request.Reason, request.ReasonCode ?? ReasonCode.Other, exclusions, command.Now)
        );
}
