using Microsoft.EntityFrameworkCore;
using Platform.Documents;
using Platform.Rewards.Data;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

/// <summary>
/// Lets reviewers, and the supplier of the purchase that cites it, open a piece of evidence. Its owner may always open it.
/// </summary>
internal static class OpenEvidence
{
    public static MayOpenDocument Rule(HttpContext http)
    {
        var db = http.RequestServices.GetRequiredService<RewardsDbContext>();
        return async (documentId, caller, cancellationToken) =>
        {
            var isReviewer = caller.Has(Roles.RewardReviewer);
            var party = caller.Party;
            return await (
                from claim in db.EvidenceClaims
                where claim.DocumentId == documentId
                join purchase in db.Purchases on claim.PurchaseId equals purchase.Id
                join supplier in db.Suppliers on purchase.SupplierId equals supplier.Id
                where isReviewer || supplier.OwnerParty == party
                select claim.PurchaseId
            ).AnyAsync(cancellationToken);
        };
    }
}
