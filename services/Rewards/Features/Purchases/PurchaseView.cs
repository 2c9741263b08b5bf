using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Purchases;

internal sealed record PurchaseView(
    Guid Id,
    long Version,
    Guid BuyerId,
    string SupplierUbn,
    Guid SupplierOrganisationId,
    long AmountTwd,
    DateOnly PurchasedOn,
    int Year,
    string VoucherNo,
    Series Series,
    Cooperation Cooperation,
    string Description,
    IReadOnlyList<DocumentReference> Evidence,
    PurchaseStatus Status,
    bool Flagged,
    DateTimeOffset DeclaredAt,
    DateTimeOffset StatusAt,
    string? Reason,
    ReasonCode? ReasonCode,
    IReadOnlyList<PurchaseStep> History
) : IVersionedView
{
    public static PurchaseView Of(PurchaseRow row) =>
        new(
            row.Id,
            row.Version,
            row.BuyerId,
            row.SupplierUbn,
            row.SupplierId,
            row.AmountTwd,
            row.PurchasedOn,
            row.Year,
            row.VoucherNo,
            row.Series,
            row.Cooperation,
            row.Description,
            [
                .. row.Evidence.Select(e => new DocumentReference
                {
                    DocumentId = e.DocumentId,
                    Name = e.Name,
                    Sha256 = e.Sha256,
                }),
            ],
            row.Status,
            row.Flagged,
            row.Steps[0].At,
            row.LastStep.At,
            row.LastStep.Reason,
            row.LastStep.ReasonCode,
            row.Steps
        );
}
