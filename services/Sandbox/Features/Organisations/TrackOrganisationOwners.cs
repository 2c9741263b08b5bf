using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Sandbox.Features.Organisations;

/// <summary>
/// Tracks which party owns a registered organisation, so that an event about a request can name the applicant's organisation.
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

    // An organisation without an owner cannot be an applicant.
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
