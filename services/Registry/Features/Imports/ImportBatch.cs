using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Data;
using Platform.Domain;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Imports;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Organisations;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Imports;

/// <summary>Some thousand rows of an import, saved in one transaction with their events and the progress of the import.</summary>
/// <param name="db">The database, in a transaction.</param>
/// <param name="import">The import.</param>
/// <param name="situation">The situation of its organisations. Without an owner, they have no reports.</param>
internal sealed class ImportBatch(RegistryDbContext db, Import import, Situation situation)
{
    /// <summary>The number of organisations in one event. The contract allows 500; fewer keep the relay's window small.</summary>
    private const int MaxPerEvent = 200;

    private readonly List<Registration> added = [];
    private readonly List<Registration> updated = [];
    private readonly List<ImportError> errors = [];
    private readonly List<HistoryEntry> history = [];

    public async Task SaveAsync(IReadOnlyList<ImportRow> rows, bool withSearch, CancellationToken cancellationToken)
    {
        var live = await LoadLiveAsync(rows, cancellationToken);
        var ended = await LoadEndedAsync(rows, live, cancellationToken);
        foreach (var row in rows)
        {
            if (!row.Facts.Succeeded(out var facts, out var error))
            {
                Reject(row, error);
            }
            else if (live.TryGetValue(facts.IdentifierKey, out var found))
            {
                Compare(row, facts, found);
            }
            else if (
                row.OrganisationId is { } id
                && ended.TryGetValue(id, out var gone)
                && gone.State.Facts.IdentifierKey == facts.IdentifierKey
            )
            {
                Compare(row, facts, gone);
            }
            else
            {
                live[facts.IdentifierKey] = Register(facts, row.RegisteredFrom ?? situation.Today);
            }
        }

        import.Status = ImportStatus.Running;
        import.Total += rows.Count;
        import.Attempts = 0;
        (import.Position, import.Line, import.Encoding) = rows[^1].Next;
        import.IsSearchable &= withSearch || added.Count == 0;
        OrganisationRow[] inserts = [.. added.Select(registration => registration.ToRow(situation.Now, import))];
        // The events are serialised while the database saves the rows. Saving uses the connection and nothing that the context tracks.
        var inserted = Task.Run(() => InsertAsync(inserts, withSearch, cancellationToken), CancellationToken.None);
        try
        {
            PublishImported(added);
        }
        finally
        {
            await inserted;
        }

        foreach (var registration in updated)
        {
            db.Attach(registration.Row!);
            registration.Row!.Apply(registration.State);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (updated.Count == 0)
        {
            return;
        }

        // The versions of updated organisations are known only after the save.
        PublishImported(updated);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task InsertAsync(OrganisationRow[] organisations, bool withSearch, CancellationToken cancellationToken)
    {
        await db.InsertAsync(organisations, cancellationToken);
        await db.InsertAsync([.. organisations.SelectMany(organisation => organisation.StatusPoints)], cancellationToken);
        await db.InsertAsync(history, cancellationToken);
        await db.InsertAsync(errors, cancellationToken);
        if (withSearch)
        {
            await db.InsertAsync([.. organisations.Select(SearchEntry.Of)], cancellationToken);
        }
    }

    private void PublishImported(IEnumerable<Registration> registrations)
    {
        foreach (var chunk in registrations.Chunk(MaxPerEvent))
        {
            db.Publish(
                import,
                new OrganisationsImported
                {
                    ImportId = import.Id,
                    Organisations =
                    [
                        .. chunk.Select(registration => new ImportedOrganisation
                        {
                            Version = registration.Row!.Version,
                            Organisation = registration.State.Snapshot(),
                        }),
                    ],
                },
                Audience.Public,
                situation.Now
            );
        }
    }

    /// <summary>Loads the organisations that are registered or suspended now, by identifier.</summary>
    private async Task<Dictionary<string, Registration>> LoadLiveAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var keys = rows.Where(row => row.Facts.Error is null).Select(row => row.Facts.Value.IdentifierKey).Distinct().ToArray();
        var live = await db
            .Organisations.AsNoTracking()
            .Where(organisation => organisation.LiveIdentifier != null && keys.Contains(organisation.LiveIdentifier))
            .ToListAsync(cancellationToken);
        // A separate query: with a join, PostgreSQL would read the status points of the whole register.
        if (live.Count > 0)
        {
            await AddPointsAsync(live.ToDictionary(organisation => organisation.Id), cancellationToken);
        }

        return live.ToDictionary(organisation => organisation.LiveIdentifier!, Registration.Of);
    }

    private async Task AddPointsAsync(Dictionary<Guid, OrganisationRow> organisations, CancellationToken cancellationToken)
    {
        var ids = organisations.Keys.ToArray();
        foreach (
            var point in await db.Set<OrganisationStatusPoint>()
                .AsNoTracking()
                .Where(point => ids.Contains(point.OrganisationId))
                .ToListAsync(cancellationToken)
        )
        {
            organisations[point.OrganisationId].StatusPoints.Add(point);
        }
    }

    /// <summary>
    /// Loads the organisations that rows were exported from and whose registration has ended. Such a row does not register them again.
    /// </summary>
    private async Task<Dictionary<Guid, Registration>> LoadEndedAsync(
        IReadOnlyList<ImportRow> rows,
        Dictionary<string, Registration> live,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.Where(row =>
                row.OrganisationId is not null && row.Facts.Error is null && !live.ContainsKey(row.Facts.Value.IdentifierKey)
            )
            .Select(row => row.OrganisationId!.Value)
            .Distinct()
            .ToArray();
        return ids.Length == 0
            ? []
            : await db
                .Organisations.AsNoTracking()
                .Where(organisation => ids.Contains(organisation.Id))
                .ToDictionaryAsync(organisation => organisation.Id, Registration.Of, cancellationToken);
    }

    private Registration Register(OrganisationFacts facts, DateOnly from)
    {
        var registration = new Registration(Organisation.Register(Guid.CreateVersion7(), null, facts, from, situation).State);
        added.Add(registration);
        import.Accepted++;
        return registration;
    }

    private void Compare(ImportRow row, OrganisationFacts facts, Registration registration)
    {
        if (!registration.State.Import(facts, row.RegisteredFrom, situation).Succeeded(out var change, out var refused))
        {
            Reject(row, refused);
            return;
        }

        if (change.Events is not [var happened])
        {
            import.Unchanged++;
            return;
        }

        import.Updated++;
        // An organisation that this batch adds is not saved yet, so it has no history.
        if (registration.Row is not null)
        {
            if (!registration.IsUpdated)
            {
                updated.Add(registration);
            }

            var line = happened.ToHistory()! with { Role = Roles.Registrar };
            history.Add(HistoryEntry.Of(registration.State.Id, line, import.By, situation.Now));
        }

        registration.Apply(change.State);
    }

    private void Reject(ImportRow row, DomainError reason)
    {
        import.Rejected++;
        errors.Add(
            new()
            {
                ImportId = import.Id,
                Line = row.Line,
                Code = reason.Code,
                Zh = reason.Zh,
                En = reason.En,
            }
        );
    }
}
