using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Sandbox.Features.Organisations;

/// <summary>
/// Whose a registered organisation is, so that the events about a request name the organisation whose public record they belong to.
/// </summary>
[ConsumerName("keep-owner-when-organisation-told")]
internal sealed class TrackOrganisationOwners(SandboxDbContext db)
    : IEventConsumer<OrganisationRegistered>,
        IEventConsumer<OrganisationOwnerChanged>,
        IEventConsumer<OrganisationsImported>
{
    public Task ConsumeAsync(Delivery<OrganisationRegistered> delivery) =>
        TrackAsync([(delivery.Event.Organisation, delivery.Envelope.Version)], delivery.CancellationToken);

    public Task ConsumeAsync(Delivery<OrganisationOwnerChanged> delivery) =>
        TrackAsync([(delivery.Event.Organisation, delivery.Envelope.Version)], delivery.CancellationToken);

    // What nobody owns yet can be nobody's request.
    public Task ConsumeAsync(Delivery<OrganisationsImported> delivery) =>
        TrackAsync(
            [
                .. delivery
                    .Event.Organisations.Where(imported => imported.Organisation.OwnerParty is not null)
                    .Select(imported => (imported.Organisation, imported.Version)),
            ],
            delivery.CancellationToken
        );

    private async Task TrackAsync(
        IReadOnlyList<(OrganisationSnapshot Organisation, long Version)> arrived,
        CancellationToken cancellationToken
    )
    {
        var rows = (
            await db.AcquireRowsAsync<OrganisationRow>(arrived.Select(one => one.Organisation.OrganisationId), cancellationToken)
        ).ToDictionary(row => row.Id);
        foreach (var (organisation, version) in arrived)
        {
            if (!rows.TryGetValue(organisation.OrganisationId, out var tracked))
            {
                rows[organisation.OrganisationId] = tracked = new()
                {
                    Id = organisation.OrganisationId,
                    SnapshotVersion = version,
                    OwnerParty = organisation.OwnerParty,
                };
                db.Add(tracked);
            }
            else if (tracked.SnapshotVersion < version)
            {
                tracked.SnapshotVersion = version;
                tracked.OwnerParty = organisation.OwnerParty;
            }
        }
    }
}
