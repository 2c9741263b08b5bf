using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Data;
using StatusPoint = Platform.Rewards.Domain.StatusPoint;

namespace Platform.Rewards.Features.Suppliers;

/// <summary>
/// Copies the registry's organisations. Every event contains the whole snapshot, so the snapshot with the highest version is valid,
/// whatever the order of arrival. When a status changes for a past date, purchases that were judged under the old status are flagged for
/// review.
/// </summary>
[ConsumerName("record-supplier-when-organisation-changed")]
internal sealed class TrackSuppliers(RewardsDbContext db)
    : IEventConsumer<OrganisationRegistered>,
        IEventConsumer<OrganisationUpdated>,
        IEventConsumer<OrganisationSuspended>,
        IEventConsumer<OrganisationReinstated>,
        IEventConsumer<OrganisationDelisted>,
        IEventConsumer<OrganisationWithdrawn>,
        IEventConsumer<OrganisationOwnerChanged>,
        IEventConsumer<OrganisationLightChanged>,
        IEventConsumer<OrganisationTierChanged>,
        IEventConsumer<OrganisationsImported>
{
    public Task ConsumeAsync(Delivery<OrganisationRegistered> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationUpdated> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationSuspended> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationReinstated> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationDelisted> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationWithdrawn> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationOwnerChanged> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationLightChanged> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationTierChanged> delivery) => TrackAsync(delivery, delivery.Event.Organisation);

    public Task ConsumeAsync(Delivery<OrganisationsImported> delivery) =>
        TrackAsync(
            [.. delivery.Event.Organisations.Select(imported => (imported.Organisation, imported.Version))],
            delivery.CancellationToken
        );

    private Task TrackAsync<T>(Delivery<T> delivery, OrganisationSnapshot organisation)
        where T : class => TrackAsync([(organisation, delivery.Envelope.Version)], delivery.CancellationToken);

    private async Task TrackAsync(
        IReadOnlyList<(OrganisationSnapshot Organisation, long Version)> snapshots,
        CancellationToken cancellationToken
    )
    {
        var ids = snapshots.Select(snapshot => snapshot.Organisation.OrganisationId);
        var tracked = (await db.AcquireRowsAsync<SupplierRow>(ids, cancellationToken)).ToDictionary(row => row.Id);
        foreach (var (organisation, version) in snapshots)
        {
            IReadOnlyList<StatusPoint> points = [.. organisation.StatusPoints.Select(PointOf)];
            if (!tracked.TryGetValue(organisation.OrganisationId, out var row))
            {
                row = new SupplierRow
                {
                    Id = organisation.OrganisationId,
                    RegistryVersion = 0,
                    Name = organisation.Name,
                    County = organisation.County,
                    Sdgs = organisation.Sdgs,
                    StatusPoints = points,
                };
                tracked.Add(row.Id, row);
                db.Suppliers.Add(row);
            }
            if (row.RegistryVersion >= version)
            {
                continue;
            }

            await ReviewAsync(row, points, cancellationToken);
            row.RegistryVersion = version;
            row.Ubn = organisation.Ubn;
            row.OwnerParty = organisation.OwnerParty;
            row.Name = organisation.Name;
            row.County = organisation.County;
            row.Sdgs = organisation.Sdgs;
            row.StatusPoints = points;
        }
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

    private static StatusPoint PointOf(Contracts.Registry.V1.StatusPoint point) =>
        new(point.EffectiveOn, Enum.Parse<SupplierStatus>(point.Status, ignoreCase: true));
}
