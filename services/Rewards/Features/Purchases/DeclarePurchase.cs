using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class DeclarePurchase
{
    public static void Map(RouteGroupBuilder purchases) =>
        purchases
            .MapPost("", HandleAsync)
            .For(Roles.Buyer)
            .Creates()
            .Refuses(
                "rewards.supplier-not-registered",
                "rewards.self-purchase",
                "rewards.affiliate",
                "rewards.out-of-period",
                "rewards.no-rules",
                "rewards.buyer-refused",
                "rewards.year-closed",
                "rewards.duplicate-voucher",
                "rewards.duplicate-evidence"
            )
            .WithSummary("Declare a purchase");

    private static async Task<Answer<PurchaseView>> HandleAsync(PurchaseDeclaration request, Command command, PurchaseRegister register) =>
        (await register.DeclareAsync([request], command))[0].Succeeded(out var purchase, out var refused)
            ? Answer.At($"/api/rewards/v1/purchases/{purchase.Id}", PurchaseView.Of(purchase))
            : refused;
}
