using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Features.Organisations;

/// <summary>Updates the purchases on the supplier's public record, which count for its tier.</summary>
[ConsumerName("record-procurement-when-purchase-judged")]
internal sealed class TrackProcurement(RegistryDbContext db, Organisations organisations, TimeProvider clock)
    : IEventConsumer<PurchaseAccepted>,
        IEventConsumer<PurchaseReversed>
{
    public Task ConsumeAsync(Delivery<PurchaseAccepted> delivery) =>
        RecordAsync(delivery.Event.SupplierTotals, delivery.CancellationToken);

    public Task ConsumeAsync(Delivery<PurchaseReversed> delivery) =>
        RecordAsync(delivery.Event.SupplierTotals, delivery.CancellationToken);

    private async Task RecordAsync(SupplierTotals totals, CancellationToken cancellationToken)
    {
        await db.AcquireRowsAsync<OrganisationRow>([totals.OrganisationId], cancellationToken);
        var row = await organisations.All.SingleAsync(found => found.Id == totals.OrganisationId, cancellationToken);
        var situation = await organisations.SituationAsync(row.Id, clock.GetUtcNow(), cancellationToken);
        var purchases = new Procurement(totals.Version, Of(totals.Social), Of(totals.Startup));
        organisations.Apply(row, row.Current.Apply(purchases, situation), situation.Now);
    }

    private static Domain.Organisations.SeriesTotals Of(Contracts.Rewards.V1.SeriesTotals totals) =>
        new(totals.AmountTwd, totals.Purchases, totals.DistinctBuyers);
}
