using Platform.Contracts.Rewards.V1;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Buyers;

internal static class BuyerEvents
{
    public static void PublishVerified(this RewardsDbContext db, BuyerRow buyer, DateTimeOffset at) =>
        db.Publish(
            buyer,
            new BuyerVerified
            {
                BuyerId = buyer.Id,
                BuyerParty = buyer.Party,
                Ubn = buyer.Ubn,
                Name = buyer.Name,
                Kind = buyer.Kind.ToCamelCase(),
                IsSme = buyer.IsSme,
                VerifiedAt = at,
                Reason = buyer.Reason,
            },
            Audience.Of(Audience.Party(buyer.Party), Audience.Role(Roles.RewardReviewer)).Notifying(Audience.Party(buyer.Party)),
            at
        );
}
