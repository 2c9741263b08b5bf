using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class AcceptPurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("{id:guid}/accept", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.wrong-state", "rewards.not-confirmed", "rewards.flagged-without-reason", "rewards.buyer-not-verified")
            .WithSummary("Accept a purchase: it counts from now on");

    private static Task<Answer<PurchaseView>> HandleAsync(Guid id, ReasonRequest? request, Command command, Purchases purchases) =>
        purchases.ChangeAsync(id, command, purchase => purchase.Accept(request?.Reason, command.Now));
}
