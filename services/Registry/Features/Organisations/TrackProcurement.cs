using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Registry.Features.Organisations;

/// <summary>Updates the purchases on the supplier's public record, which count for its tier.</summary>
[ConsumerName("record-procurement-when-purchase-judged")]
internal sealed class TrackProcurement(RegistryDbContext db, Recalculation recalculation)
    : IEventConsumer<PurchaseAccepted>,
        IEventConsumer<PurchaseReversed>
{
    public Task ConsumeAsync(Delivery<PurchaseAccepted> delivery) =>
        RecordAsync(delivery.Event.SupplierTotals, delivery.CancellationToken);

    public Task ConsumeAsync(Delivery<PurchaseReversed> delivery) =>
        RecordAsync(delivery.Event.SupplierTotals, delivery.CancellationToken);

    private async Task RecordAsync(SupplierTotals totals, CancellationToken cancellationToken)
    {
        await db.AcquireRowsAsync<Organisation>([totals.OrganisationId], cancellationToken);
        var organisation = await db
            .Organisations.Include(found => found.StatusPoints)
            .SingleAsync(found => found.Id == totals.OrganisationId, cancellationToken);
        if (organisation.Procurement.Version >= totals.Version)
        {
            return;
        }

        organisation.Procurement = new(totals.Version, Of(totals.Social), Of(totals.Startup));
        await recalculation.RecalculateAsync(organisation, cancellationToken);
    }

    private static Data.SeriesTotals Of(Contracts.Rewards.V1.SeriesTotals totals) =>
        new(totals.AmountTwd, totals.Purchases, totals.DistinctBuyers);
}
