using Platform.Contracts.Registry.V1;
using Platform.Messaging;

namespace Platform.Data;

/// <summary>The row of a copied organisation.</summary>
public interface ITrackedOrganisation
{
    /// <summary>The organisation's id in the registry.</summary>
    Guid Id { get; }

    /// <summary>The registry's version of the organisation: an older snapshot that arrives later is ignored.</summary>
    long SnapshotVersion { get; set; }
}

/// <summary>
/// Copies what a service needs of the registry's organisations. Every event contains the whole organisation, so the snapshot with the
/// highest version is valid, whatever the order of arrival.
/// </summary>
/// <typeparam name="TRow">The row of a copied organisation.</typeparam>
public abstract class OrganisationTracker<TRow>(ServiceDbContext db)
    : IEventConsumer<OrganisationEvent>,
        IEventConsumer<OrganisationsImported>
    where TRow : class, ITrackedOrganisation
{
    /// <inheritdoc/>
    public Task ConsumeAsync(Delivery<OrganisationEvent> delivery) =>
        TrackAsync([(delivery.Event.Organisation, delivery.Envelope.Version)], delivery.CancellationToken);

    /// <inheritdoc/>
    public Task ConsumeAsync(Delivery<OrganisationsImported> delivery) =>
        TrackAsync(
            [.. delivery.Event.Organisations.Select(imported => (imported.Organisation, imported.Version))],
            delivery.CancellationToken
        );

    /// <summary>
    /// Returns the row, with version 0, of an organisation that arrives for the first time; <see langword="null"/> while the service has
    /// no use for it.
    /// </summary>
    protected abstract TRow? Create(OrganisationSnapshot organisation);

    /// <summary>Applies a newer snapshot to its row, which may be new.</summary>
    protected abstract Task ApplyAsync(TRow row, OrganisationSnapshot organisation, CancellationToken cancellationToken);

    /// <summary>Reads, in one query, what <see cref="ApplyAsync"/> needs for these organisations.</summary>
    protected virtual Task PrepareAsync(IReadOnlyList<Guid> organisations, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TrackAsync(
        IReadOnlyList<(OrganisationSnapshot Organisation, long Version)> snapshots,
        CancellationToken cancellationToken
    )
    {
        Guid[] ids = [.. snapshots.Select(snapshot => snapshot.Organisation.OrganisationId)];
        var rows = (await db.AcquireRowsAsync<TRow>(ids, cancellationToken)).ToDictionary(row => row.Id);
        await PrepareAsync(ids, cancellationToken);
        foreach (var (organisation, version) in snapshots)
        {
            if (!rows.TryGetValue(organisation.OrganisationId, out var row) && (row = Create(organisation)) is not null)
            {
                rows.Add(row.Id, row);
                db.Add(row);
            }

            if (row?.SnapshotVersion < version)
            {
                await ApplyAsync(row, organisation, cancellationToken);
                row.SnapshotVersion = version;
            }
        }
    }
}
