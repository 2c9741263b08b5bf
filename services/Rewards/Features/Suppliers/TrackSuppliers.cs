using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using StatusPoint = Platform.Rewards.Domain.StatusPoint;

namespace Platform.Rewards.Features.Suppliers;

/// <summary>
/// Copies the registry's organisations. When a status changes for a past date, purchases that were judged under the old status are
/// flagged for review.
/// </summary>
[ConsumerName("record-supplier-when-organisation-changed")]
internal sealed class TrackSuppliers(RewardsDbContext db) : OrganisationTracker<SupplierRow>(db)
{
    private readonly RewardsDbContext db = db;

    protected override SupplierRow Create(OrganisationSnapshot organisation) =>
        new()
        {
            Id = organisation.OrganisationId,
            Name = organisation.Name,
            County = organisation.County,
            Sdgs = organisation.Sdgs,
            StatusPoints = PointsOf(organisation),
        };

    protected override async Task ApplyAsync(SupplierRow row, OrganisationSnapshot organisation, CancellationToken cancellationToken)
    {
        var points = PointsOf(organisation);
        await ReviewAsync(row, points, cancellationToken);
        row.Ubn = organisation.Ubn;
        row.OwnerParty = organisation.OwnerParty;
        row.Name = organisation.Name;
        row.County = organisation.County;
        row.Sdgs = organisation.Sdgs;
        row.StatusPoints = points;
    }

    private async Task ReviewAsync(SupplierRow supplier, IReadOnlyList<StatusPoint> points, CancellationToken cancellationToken)
    {
        if (supplier.StatusPoints.SequenceEqual(points))
        {
            return;
        }

        var live = await db
            .Purchases.Where(row =>
                row.SupplierId == supplier.Id && row.Status != PurchaseStatus.Rejected && row.Status != PurchaseStatus.Reversed
            )
            .ToListAsync(cancellationToken);
        foreach (var purchase in live)
        {
            purchase.Flagged = StatusPoints.Review(supplier.StatusPoints, points, purchase.PurchasedOn) ?? purchase.Flagged;
        }
    }

    private static IReadOnlyList<StatusPoint> PointsOf(OrganisationSnapshot organisation) =>
        [
            .. organisation.StatusPoints.Select(point => new StatusPoint(
                point.EffectiveOn,
                Enum.Parse<SupplierStatus>(point.Status, ignoreCase: true)
            )),
        ];
}
