using MassTransit;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships.Features.Registry;

/// <summary>
/// Keeps what partnerships need of each registered organisation: whole snapshots, of which an older one that arrives later is ignored. A
/// profile follows its organisation: to a new owner, and out of the lists while it is not registered.
/// </summary>
internal sealed class KeepOrganisationWhenRegistryChanges(PartnershipsDbContext db, TimeProvider clock) :
    IConsumer<OrganisationRegistered>, IConsumer<OrganisationUpdated>, IConsumer<OrganisationSuspended>, IConsumer<OrganisationReinstated>,
    IConsumer<OrganisationDelisted>, IConsumer<OrganisationWithdrawn>, IConsumer<OrganisationOwnerChanged>, IConsumer<OrganisationLightChanged>,
    IConsumer<OrganisationTierChanged>, IConsumer<OrganisationsImported>
{
    public Task Consume(ConsumeContext<OrganisationRegistered> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationUpdated> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationSuspended> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationReinstated> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationDelisted> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationWithdrawn> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationOwnerChanged> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationLightChanged> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationTierChanged> context) => KeepAsync(context, context.Message.Organisation);

    public Task Consume(ConsumeContext<OrganisationsImported> context) =>
        KeepAsync([.. context.Message.Organisations.Select(imported => (imported.Version, imported.Organisation))], context.CancellationToken);

    private Task KeepAsync<T>(ConsumeContext<T> context, OrganisationSnapshot snapshot)
        where T : class => KeepAsync([(context.Envelope().Version, snapshot)], context.CancellationToken);

    private async Task KeepAsync(IReadOnlyList<(long Version, OrganisationSnapshot Snapshot)> arrived, CancellationToken cancellationToken)
    {
        var ids = arrived.Select(entry => entry.Snapshot.OrganisationId).ToList();
        var known = await db.Organisations.Where(organisation => ids.Contains(organisation.Id)).ToDictionaryAsync(organisation => organisation.Id, cancellationToken);
        var profiles = await db.Profiles.Where(profile => profile.OrganisationId != null && ids.Contains(profile.OrganisationId.Value))
            .ToDictionaryAsync(profile => profile.OrganisationId!.Value, cancellationToken);
        var today = TaipeiTime.Today(clock);
        foreach (var (version, snapshot) in arrived)
        {
            if (!known.TryGetValue(snapshot.OrganisationId, out var organisation))
            {
                known[snapshot.OrganisationId] = organisation = new KnownOrganisation { Id = snapshot.OrganisationId };
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
            organisation.RegisteredPeriods = ActivePeriod.Registered(snapshot.StatusPoints.Select(point => (point.EffectiveOn, point.Status)));
            if (profiles.TryGetValue(organisation.Id, out var profile))
            {
                profile.Party = organisation.OwnerParty ?? profile.Party;
                profile.Judge(profile.Vetting, organisation, today);
            }
        }
    }
}
