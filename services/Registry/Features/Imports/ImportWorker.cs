using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Imports;

/// <summary>Wakes the worker of this process.</summary>
internal sealed class ImportSignal : WakeSignal;

/// <summary>
/// Works through imports, 500 rows to a transaction: rows, progress and the event commit together, so that after a crash the next start goes on
/// where the last commit was. One replica works at a time; a second one that is at the same import finds that it stands elsewhere, and leaves it.
/// </summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, TierRules rules, ReportReminders reminders, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAsync(stoppingToken))
                {
                }

                await signal.WaitAsync(TimeSpan.FromSeconds(5), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "An import was interrupted; it goes on");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One import, from where it stands to its end; <see langword="false"/> when none waits.</summary>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        await using var reading = scopes.CreateAsyncScope();
        var source = reading.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var turn = await Turn.TryTakeAsync(source, "imports", cancellationToken);
        if (turn is null)
            return false;
        var import = await source.Imports.AsNoTracking().Where(found => found.Status == ImportStatus.Queued || found.Status == ImportStatus.Running)
            .OrderBy(found => found.Id).FirstOrDefaultAsync(cancellationToken);
        if (import is null)
            return false;

        await using var file = new DocumentStream(source, import.DocumentId);
        var position = import.Total;
        await foreach (var rows in ImportRows.ReadAsync(file, import.MediaType, cancellationToken).Skip(import.Total).Chunk(Batch).WithCancellation(cancellationToken))
        {
            if (!await CommitAsync(import.Id, position, rows, cancellationToken))
                return true;
            position += rows.Length;
        }

        await FinishAsync(import.Id, position, import.DocumentId, cancellationToken);
        return true;
    }

    /// <summary><see langword="false"/> when the import stands elsewhere by now: somebody else is at it.</summary>
    private async Task<bool> CommitAsync(Guid importId, int position, ImportRow[] rows, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var import = await db.Imports.SingleAsync(found => found.Id == importId, cancellationToken);
        if (!IsAt(import, position))
            return false;
        var judged = rows.Select(row => (row, facts: row.Facts is null ? row.Error! : FactsRules.Check(row.Facts, today))).ToArray();
        var keys = judged.Where(found => found.facts.Error is null).Select(found => found.facts.Value.IdentifierKey).Distinct().ToArray();
        var known = await db.Organisations.Include(organisation => organisation.StatusPoints)
            .Where(organisation => keys.Contains(organisation.LiveIdentifier!)).ToDictionaryAsync(organisation => organisation.LiveIdentifier!, cancellationToken);
        var changed = new HashSet<Organisation>();
        foreach (var (row, judgement) in judged)
        {
            import.Total++;
            if (!judgement.Succeeded(out var facts, out var error))
            {
                Reject(error);
            }
            else if (!known.TryGetValue(facts.IdentifierKey, out var organisation))
            {
                known[facts.IdentifierKey] = organisation = Register(facts, row.RegisteredFrom ?? today);
                db.Add(organisation);
                changed.Add(organisation);
                import.Accepted++;
            }
            else if (IsSame(organisation, facts, row.RegisteredFrom))
            {
                import.Unchanged++;
            }
            else if (organisation.OwnerParty is not null)
            {
                Reject(RegistryErrors.ImportOwned);
            }
            else
            {
                db.Add(Imported(organisation.Id, FieldChange.Between(organisation.Facts, facts)));
                organisation.Disclose(facts);
                changed.Add(organisation);
                import.Updated++;
            }

            void Reject(DomainError reason)
            {
                import.Rejected++;
                db.Add(new ImportError { ImportId = importId, Line = row.Line, Code = reason.Code, Zh = reason.Zh, En = reason.En });
            }
        }

        import.Status = ImportStatus.Running;
        await db.SaveChangesAsync(cancellationToken);
        if (changed.Count > 0)
            db.Stage(import, new OrganisationsImported
            {
                ImportId = importId,
                Organisations = [.. changed.Select(organisation => new ImportedOrganisation { Version = organisation.Version, Organisation = organisation.Snapshot() })],
            }, Audience.Public, now);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return true;

        Organisation Register(OrganisationFacts facts, DateOnly from)
        {
            var organisation = new Organisation
            {
                Id = Guid.CreateVersion7(),
                Facts = facts,
                Ubn = facts.Ubn,
                LiveIdentifier = facts.IdentifierKey,
                Status = OrganisationStatus.Registered,
                CreatedAt = now,
                StatusPoints = [new() { EffectiveOn = from, Status = OrganisationStatus.Registered, RecordedAt = now }],
            };
            organisation.Disclose(facts);
            organisation.Settle(today, [], rules, reminders);
            db.Add(Imported(organisation.Id, []));
            return organisation;
        }

        Change Imported(Guid organisation, IReadOnlyList<FieldChange> fields) =>
            new() { Id = Guid.CreateVersion7(), SubjectId = organisation, At = now, ByRole = Roles.Registrar, By = import.By, What = "imported", Fields = fields };
    }

    /// <summary>Whether the row says what is known already; a date of registration that it leaves out is never a difference.</summary>
    private static bool IsSame(Organisation organisation, OrganisationFacts facts, DateOnly? registeredFrom) =>
        organisation.SaysTheSame(facts) && (registeredFrom is null || registeredFrom == organisation.History.Points[0].EffectiveOn);

    private static bool IsAt(Import import, int position) => import.Total == position && (import.Status is ImportStatus.Queued or ImportStatus.Running);

    private async Task FinishAsync(Guid importId, int position, Guid documentId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var import = await db.Imports.SingleAsync(found => found.Id == importId, cancellationToken);
        if (!IsAt(import, position))
            return;
        import.Status = ImportStatus.Completed;
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<DocumentPart>().Where(part => part.DocumentId == documentId).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        log.LogInformation("Import {Import}: {Accepted} accepted, {Updated} updated, {Unchanged} unchanged, {Rejected} rejected",
            importId, import.Accepted, import.Updated, import.Unchanged, import.Rejected);
    }
}
