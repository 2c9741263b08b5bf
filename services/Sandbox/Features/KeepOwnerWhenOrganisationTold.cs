using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Sandbox.Features;

/// <summary>Whose a registered organisation is, so that the events about a request name the organisation whose public record they belong to.</summary>
internal sealed class KeepOwnerWhenOrganisationTold(SandboxDbContext db)
    : IEventConsumer<OrganisationRegistered>, IEventConsumer<OrganisationOwnerChanged>, IEventConsumer<OrganisationsImported>
{
    public Task ConsumeAsync(Delivery<OrganisationRegistered> delivery) =>
        KeepAsync(delivery.Event.Organisation, delivery.Envelope.Version, delivery.CancellationToken);

    public Task ConsumeAsync(Delivery<OrganisationOwnerChanged> delivery) =>
        KeepAsync(delivery.Event.Organisation, delivery.Envelope.Version, delivery.CancellationToken);

    public async Task ConsumeAsync(Delivery<OrganisationsImported> delivery)
    {
        // What nobody owns yet can be nobody's request.
        var owned = delivery.Event.Organisations.Where(imported => imported.Organisation.OwnerParty is not null).ToArray();
        await db.HoldAsync<OrganisationRow>(owned.Select(imported => imported.Organisation.OrganisationId), delivery.CancellationToken);
        foreach (var imported in owned)
            await KeepAsync(imported.Organisation, imported.Version, delivery.CancellationToken);
    }

    private async Task KeepAsync(OrganisationSnapshot organisation, long version, CancellationToken cancellationToken)
    {
        await db.HoldAsync<OrganisationRow>([organisation.OrganisationId], cancellationToken);
        var known = await db.Organisations.FindAsync([organisation.OrganisationId], cancellationToken);
        if (known is null)
        {
            db.Add(new OrganisationRow { Id = organisation.OrganisationId, SnapshotVersion = version, OwnerParty = organisation.OwnerParty });
        }
        else if (known.SnapshotVersion < version)
        {
            known.SnapshotVersion = version;
            known.OwnerParty = organisation.OwnerParty;
        }
    }
}
