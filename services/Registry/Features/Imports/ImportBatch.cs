using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Imports;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Imports;

/// <summary>Some thousand rows of an import, saved in one transaction with their events and the progress of the import.</summary>
internal sealed class ImportBatch(RegistryDbContext db, Import import, TierRules rules, ReportReminders reminders, DateTimeOffset now)
{
    /// <summary>The number of organisations in one event. The contract allows 500; fewer keep the relay's window small.</summary>
    private const int MaxPerEvent = 200;

    private readonly DateOnly today = TaipeiTime.DateOf(now);
    private readonly List<Organisation> added = [];
    private readonly HashSet<Organisation> isNew = [];
    private readonly HashSet<Organisation> updated = [];
    private readonly List<ImportError> errors = [];
    private readonly List<Change> changes = [];

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
            else if (live.TryGetValue(facts.IdentifierKey, out var organisation))
            {
                Compare(row, facts, organisation);
            }
            else if (
                row.OrganisationId is { } id
                && ended.TryGetValue(id, out var gone)
                && gone.Facts.IdentifierKey == facts.IdentifierKey
            )
            {
                CompareEnded(row, facts, gone);
            }
            else
            {
                live[facts.IdentifierKey] = Register(facts, row.RegisteredFrom ?? today);
            }
        }

        import.Status = ImportStatus.Running;
        import.Total += rows.Count;
        import.Attempts = 0;
        (import.Position, import.Line, import.Encoding) = rows[^1].Next;
        import.IsSearchable &= withSearch || added.Count == 0;
        // The events are serialised while the database saves the rows. Saving uses the connection and nothing that the context tracks.
        var inserted = Task.Run(() => InsertAsync(withSearch, cancellationToken), CancellationToken.None);
        try
        {
            PublishImported(added);
        }
        finally
        {
            await inserted;
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

    private async Task InsertAsync(bool withSearch, CancellationToken cancellationToken)
    {
        await db.InsertAsync(added, cancellationToken);
        await db.InsertAsync([.. added.SelectMany(organisation => organisation.StatusPoints)], cancellationToken);
        await db.InsertAsync(changes, cancellationToken);
        await db.InsertAsync(errors, cancellationToken);
        if (withSearch)
        {
            await db.InsertAsync([.. added.Select(SearchEntry.Of)], cancellationToken);
        }
    }

    private void PublishImported(IEnumerable<Organisation> organisations)
    {
        foreach (var chunk in organisations.Chunk(MaxPerEvent))
        {
            db.Publish(
                import,
                new OrganisationsImported
                {
                    ImportId = import.Id,
                    Organisations =
                    [
                        .. chunk.Select(organisation => new ImportedOrganisation
                        {
                            Version = organisation.Version,
                            Organisation = organisation.Snapshot(),
                        }),
                    ],
                },
                Audience.Public,
                now
            );
        }
    }

    /// <summary>Loads the organisations that are registered or suspended now, by identifier.</summary>
    private async Task<Dictionary<string, Organisation>> LoadLiveAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var keys = rows.Where(row => row.Facts.Error is null).Select(row => row.Facts.Value.IdentifierKey).Distinct().ToArray();
        var live = await db
            .Organisations.AsNoTracking()
            .Where(organisation => organisation.LiveIdentifier != null && keys.Contains(organisation.LiveIdentifier))
            .ToDictionaryAsync(organisation => organisation.LiveIdentifier!, cancellationToken);
        // A separate query: with a join, PostgreSQL would read the status points of the whole register.
        if (live.Count > 0)
        {
            await AddPointsAsync(live.Values.ToDictionary(organisation => organisation.Id), cancellationToken);
        }

        return live;
    }

    private async Task AddPointsAsync(Dictionary<Guid, Organisation> organisations, CancellationToken cancellationToken)
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
    private async Task<Dictionary<Guid, Organisation>> LoadEndedAsync(
        IReadOnlyList<ImportRow> rows,
        Dictionary<string, Organisation> live,
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
                .ToDictionaryAsync(organisation => organisation.Id, cancellationToken);
    }

    private Organisation Register(OrganisationFacts facts, DateOnly from)
    {
        var id = Guid.CreateVersion7();
        var organisation = new Organisation
        {
            Id = id,
            Version = 1,
            Facts = facts,
            Ubn = facts.Ubn,
            LiveIdentifier = facts.IdentifierKey,
            Status = OrganisationStatus.Registered,
            CreatedAt = now,
            ImportId = import.Id,
            StatusPoints =
            [
                new()
                {
                    OrganisationId = id,
                    EffectiveOn = from,
                    Status = OrganisationStatus.Registered,
                    RecordedAt = now,
                },
            ],
        };
        organisation.Disclose(facts);
        Recalculate(organisation);
        added.Add(organisation);
        isNew.Add(organisation);
        import.Accepted++;
        return organisation;
    }

    private void Compare(ImportRow row, OrganisationFacts facts, Organisation organisation)
    {
        var first = organisation.History.Points[0];
        var moves = row.RegisteredFrom is { } from && from != first.EffectiveOn;
        if (!moves && ImportedFacts.AreEquivalent(organisation.Facts, facts))
        {
            import.Unchanged++;
        }
        else if (organisation.OwnerParty is not null)
        {
            Reject(row, RegistryErrors.ImportOwned);
        }
        else if (moves && organisation.History.Points is [_, var second, ..] && row.RegisteredFrom >= second.EffectiveOn)
        {
            Reject(row, RegistryErrors.ImportRegisteredFrom(second.EffectiveOn));
        }
        else
        {
            var merged = ImportedFacts.Merge(organisation.Facts, facts);
            // An organisation that this batch added is not saved yet; it is changed in place.
            if (!isNew.Contains(organisation) && updated.Add(organisation))
            {
                db.Attach(organisation);
            }

            if (!isNew.Contains(organisation))
            {
                changes.Add(
                    new()
                    {
                        Id = Guid.CreateVersion7(),
                        SubjectId = organisation.Id,
                        At = now,
                        ByRole = Roles.Registrar,
                        By = import.By,
                        What = "updated",
                        Fields =
                        [
                            .. FieldChange.Between(organisation.Facts, merged),
                            .. moves
                                ? [FieldChange.OfDate("registeredFrom", first.EffectiveOn, row.RegisteredFrom)]
                                : Array.Empty<FieldChange>(),
                        ],
                    }
                );
            }

            if (moves)
            {
                MoveRegistration(organisation, row.RegisteredFrom!.Value);
            }

            organisation.Disclose(merged);
            Recalculate(organisation);
            import.Updated++;
        }
    }

    private void CompareEnded(ImportRow row, OrganisationFacts facts, Organisation organisation)
    {
        if (ImportedFacts.AreEquivalent(organisation.Facts, facts))
        {
            import.Unchanged++;
        }
        else
        {
            Reject(row, RegistryErrors.OrganisationState(organisation.Status, []));
        }
    }

    private void MoveRegistration(Organisation organisation, DateOnly from)
    {
        var first = organisation.StatusPoints.MinBy(point => point.EffectiveOn)!;
        organisation.StatusPoints.Remove(first);
        var moved = new OrganisationStatusPoint
        {
            OrganisationId = organisation.Id,
            EffectiveOn = from,
            Status = first.Status,
            RecordedAt = now,
            Reason = first.Reason,
        };
        organisation.StatusPoints.Add(moved);
        if (isNew.Contains(organisation))
        {
            return;
        }

        if (db.Entry(first).State == EntityState.Added)
        {
            db.Entry(first).State = EntityState.Detached;
        }
        else
        {
            db.Remove(first);
        }

        db.Add(moved);
    }

    // An organisation without an owner has no reports.
    private void Recalculate(Organisation organisation) => organisation.Recalculate(today, [], rules, reminders);

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
