using Platform.Contracts.Rewards.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

/// <summary>The events of a purchase. Every step publishes the whole purchase to the two parties and the reviewers.</summary>
internal static class PurchaseEvents
{
    public static void Publish(this RewardsDbContext db, PurchaseRow row, BuyerRow buyer, SupplierRow supplier, SupplierTotals totals)
    {
        var (buyerParty, supplierParty) = (Audience.Party(buyer.Party), Audience.Party(supplier.OwnerParty));
        string?[] concerned = row.Status switch
        {
            PurchaseStatus.Declared => [supplierParty],
            PurchaseStatus.Confirmed or PurchaseStatus.Disputed => [buyerParty],
            _ => [buyerParty, supplierParty],
        };
        db.Publish(
            row,
            ToContract(row.Status, Snapshot(row, buyer, supplier), totals),
            Audience.Of(buyerParty, supplierParty, Audience.Role(Roles.RewardReviewer)).Notifying(concerned),
            row.LastStep.At
        );
    }

    private static PurchaseEvent ToContract(PurchaseStatus status, PurchaseSnapshot purchase, SupplierTotals totals) =>
        status switch
        {
            PurchaseStatus.Declared => new PurchaseDeclared { Purchase = purchase, SupplierTotals = totals },
            PurchaseStatus.Confirmed => new PurchaseConfirmed { Purchase = purchase, SupplierTotals = totals },
            PurchaseStatus.Disputed => new PurchaseDisputed { Purchase = purchase, SupplierTotals = totals },
            PurchaseStatus.Accepted => new PurchaseAccepted { Purchase = purchase, SupplierTotals = totals },
            PurchaseStatus.Rejected => new PurchaseRejected { Purchase = purchase, SupplierTotals = totals },
            _ => new PurchaseReversed { Purchase = purchase, SupplierTotals = totals },
        };

    private static PurchaseSnapshot Snapshot(PurchaseRow row, BuyerRow buyer, SupplierRow supplier) =>
        new()
        {
            PurchaseId = row.Id,
            BuyerId = buyer.Id,
            BuyerName = buyer.Name,
            BuyerParty = buyer.Party,
            SupplierUbn = row.SupplierUbn,
            SupplierOrganisationId = supplier.Id,
            SupplierParty = supplier.OwnerParty,
            AmountTwd = row.AmountTwd,
            PurchasedOn = row.PurchasedOn,
            Year = row.Year,
            VoucherNo = row.VoucherNo,
            Series = row.Series.ToCamelCase(),
            Cooperation = row.Cooperation.ToCamelCase(),
            Description = row.Description,
            Evidence =
            [
                .. row.Evidence.Select(e => new EvidenceSnapshot
                {
                    Name = e.Name,
                    Sha256 = e.Sha256,
                    DocumentId = e.DocumentId,
                }),
            ],
            Status = row.Status.ToCamelCase(),
            Flagged = row.Flagged,
            DeclaredAt = row.Steps[0].At,
            StatusAt = row.LastStep.At,
            Reason = row.LastStep.Reason,
            ReasonCode = row.LastStep.ReasonCode is { } code ? code.ToCamelCase() : null,
        };
}
