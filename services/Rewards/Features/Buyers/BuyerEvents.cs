using Platform.Contracts.Rewards.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Buyers;

/// <summary>The event of a buyer.</summary>
internal static class BuyerEvents
{
    /// <summary>Returns the event that a verified buyer publishes, with its audience; a refused one publishes none.</summary>
    public static (BuyerVerified Contract, Audience Audience)? ToContract(this BuyerRow buyer) =>
        buyer.Status is BuyerStatus.Verified
            ? (
                new()
                {
                    BuyerId = buyer.Id,
                    BuyerParty = buyer.Party,
                    Ubn = buyer.Ubn,
                    Name = buyer.Name,
                    Kind = buyer.Kind.ToCamelCase(),
                    IsSme = buyer.IsSme,
                    VerifiedAt = buyer.DecidedAt!.Value,
                    Reason = buyer.Reason,
                },
                Audience.Of(Audience.Party(buyer.Party), Audience.Role(Roles.RewardReviewer)).Notifying(Audience.Party(buyer.Party))
            )
            : null;
}
