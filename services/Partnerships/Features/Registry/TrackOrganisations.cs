using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Features.Registry;

/// <summary>
/// Copies the registry's organisations. A profile follows its organisation to a new owner, and is not listed while the organisation is
/// not registered.
/// </summary>
[ConsumerName("keep-organisation-when-registry-changes")]
internal sealed class TrackOrganisations(PartnershipsDbContext db, TimeProvider clock) : OrganisationTracker<TrackedOrganisation>(db)
{
    private readonly PartnershipsDbContext db = db;
    private Dictionary<Guid, Profile> profiles = [];

    protected override async Task PrepareAsync(IReadOnlyList<Guid> organisations, CancellationToken cancellationToken) =>
        profiles = await db
            .Profiles.Where(profile => profile.OrganisationId != null && organisations.Contains(profile.OrganisationId.Value))
            .ToDictionaryAsync(profile => profile.OrganisationId!.Value, cancellationToken);

    protected override TrackedOrganisation Create(OrganisationSnapshot organisation) => new() { Id = organisation.OrganisationId };

    protected override Task ApplyAsync(TrackedOrganisation row, OrganisationSnapshot organisation, CancellationToken cancellationToken)
    {
        row.OwnerParty = organisation.OwnerParty;
        row.Name = organisation.Name;
        row.Sdgs = organisation.Sdgs;
        row.Stage = Enum.TryParse<Stage>(organisation.Stage, ignoreCase: true, out var stage) ? stage : null;
        row.RegisteredPeriods = ActivePeriod.Registered(organisation.StatusPoints.Select(point => (point.EffectiveOn, point.Status)));
        if (profiles.TryGetValue(row.Id, out var profile))
        {
            profile.Party = row.OwnerParty ?? profile.Party;
            profile.RecalculateActivePeriod(row, TaipeiTime.Today(clock));
        }

        return Task.CompletedTask;
    }
}
