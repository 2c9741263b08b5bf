using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;

namespace Platform.Partnerships.Features.Registry;

/// <summary>
/// Copies the registry's organisations. Each event contains the whole snapshot; an older one that arrives later is ignored. A profile
/// follows its organisation to a new owner, and is not listed while the organisation is not registered.
/// </summary>
[ConsumerName("keep-organisation-when-registry-changes")]
internal sealed class TrackOrganisations(PartnershipsDbContext db, TimeProvider clock)
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
            [.. delivery.Event.Organisations.Select(imported => (imported.Version, imported.Organisation))],
            delivery.CancellationToken
        );

    private Task TrackAsync<T>(Delivery<T> delivery, OrganisationSnapshot snapshot)
        where T : class => TrackAsync([(delivery.Envelope.Version, snapshot)], delivery.CancellationToken);

    private async Task TrackAsync(
        IReadOnlyList<(long Version, OrganisationSnapshot Snapshot)> arrived,
        CancellationToken cancellationToken
    )
    {
        var ids = arrived.Select(entry => entry.Snapshot.OrganisationId).ToList();
        var tracked = (await db.AcquireRowsAsync<TrackedOrganisation>(ids, cancellationToken)).ToDictionary(organisation =>
            organisation.Id
        );
        var profiles = await db
            .Profiles.Where(profile => profile.OrganisationId != null && ids.Contains(profile.OrganisationId.Value))
            .ToDictionaryAsync(profile => profile.OrganisationId!.Value, cancellationToken);
        var today = TaipeiTime.Today(clock);
        foreach (var (version, snapshot) in arrived)
        {
            if (!tracked.TryGetValue(snapshot.OrganisationId, out var organisation))
            {
                tracked[snapshot.OrganisationId] = organisation = new TrackedOrganisation { Id = snapshot.OrganisationId };
                db.Add(organisation);
            }
            else if (organisation.SnapshotVersion >= version)
            {
                continue;
            }

            organisation.SnapshotVersion = version;
            organisation.OwnerParty = snapshot.OwnerParty;
            organisation.Name = snapshot.Name;
            organisation.Sdgs = snapshot.Sdgs;
            organisation.Stage = Enum.TryParse<Stage>(snapshot.Stage, ignoreCase: true, out var stage) ? stage : null;
            organisation.RegisteredPeriods = ActivePeriod.Registered(
                snapshot.StatusPoints.Select(point => (point.EffectiveOn, point.Status))
            );
            if (profiles.TryGetValue(organisation.Id, out var profile))
            {
                profile.Party = organisation.OwnerParty ?? profile.Party;
                profile.ApplyVetting(profile.Vetting, organisation, today);
            }
        }
    }
}
