using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Features.Imports;

/// <summary>Wakes the import worker of this process.</summary>
internal sealed class ImportSignal : WakeSignal;

/// <summary>
/// Processes imports in transactions of some thousand rows. Rows, progress and events commit together, so that after a crash the import
/// continues at the byte of the last commit. One replica works at a time; a second replica at the same import finds that its version has
/// changed, and stops. An import that was started several times without one commit fails with an error.
/// </summary>
internal sealed class ImportWorker(
    IServiceScopeFactory scopes,
    ImportSignal signal,
    TierRules rules,
    ReportReminders reminders,
    TimeProvider clock,
    ILogger<ImportWorker> log
) : BackgroundLoop(log, signal)
{
    private const int Batch = 4_000;
    private const int MaxAttempts = 5;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken) =>
        await WorkOnNextAsync(cancellationToken) ? TimeSpan.Zero : PollInterval;

    /// <summary>Processes one import from its position to its end. Returns <see langword="false"/> when there is nothing to do.</summary>
    private async Task<bool> WorkOnNextAsync(CancellationToken cancellationToken)
    {
        await using var reading = scopes.CreateAsyncScope();
        var source = reading.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var lease = await WorkLease.TryAcquireAsync(source, "imports", cancellationToken);
        if (lease is null)
        {
            return false;
        }

        if (await Waiting(source).FirstOrDefaultAsync(cancellationToken) is not { } import)
        {
            return await MakeSearchableAsync(source, cancellationToken);
        }

        if (import.Attempts >= MaxAttempts)
        {
            await EndAsync(import, RegistryErrors.ImportFailed(import.Line), cancellationToken);
        }
        else if (await ChangeAsync(import, begun => begun.Attempts++, cancellationToken) is { } begun)
        {
            await AttemptAsync(source, begun, cancellationToken);
        }

        return true;
    }

    /// <summary>Runs an import. A shutdown before the first rows are saved does not count as a failed attempt; a crash does.</summary>
    private async Task AttemptAsync(RegistryDbContext source, Import begun, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(source, begun, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await ChangeAsync(begun, stopped => stopped.Attempts--, CancellationToken.None);
            throw;
        }
    }

    private static IQueryable<Import> Waiting(RegistryDbContext db) =>
        db
            .Imports.AsNoTracking()
            .Where(import => import.Status == ImportStatus.Queued || import.Status == ImportStatus.Running)
            .OrderBy(import => import.Id);

    private async Task RunAsync(RegistryDbContext source, Import import, CancellationToken cancellationToken)
    {
        var isCsv = import.MediaType == "text/csv";
        string[]? header = null;
        if (isCsv)
        {
            await using var beginning = new DocumentStream(source, import.DocumentId);
            if (!(await ImportRows.ReadHeaderAsync(beginning, import.Encoding, cancellationToken)).Succeeded(out header, out var unusable))
            {
                await EndAsync(import, unusable, cancellationToken);
                return;
            }
        }

        await using var stream = new DocumentStream(source, import.DocumentId);
        await SkipAsync(stream, import.Position, cancellationToken);
        using var file = new ImportFile(stream, isCsv, import.Encoding, import.Position, import.Line);
        // The next rows are read and checked while the database saves the previous ones.
        var batches = Channel.CreateBounded<ImportRow[]>(1);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Task.Run(() => ReadAsync(file, header, batches.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var rows in batches.Reader.ReadAllAsync(cancellationToken))
            {
                if (await SaveAsync(import, rows, cancellationToken) is not { } next)
                {
                    return;
                }

                import = next;
            }

            await EndAsync(import, null, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads to the end of the file. The reader of the channel receives any exception.</summary>
    private async Task ReadAsync(
        ImportFile file,
        string[]? header,
        ChannelWriter<ImportRow[]> batches,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (
                var rows in ImportRows
                    .ReadAsync(file, header, TaipeiTime.Today(clock), cancellationToken)
                    .Chunk(Batch)
                    .WithCancellation(cancellationToken)
            )
            {
                await batches.WriteAsync(rows, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            batches.Complete(exception);
        }
    }

    private static async Task SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            count -= await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellationToken) is > 0 and var read
                ? read
                : throw new EndOfStreamException();
        }
    }

    /// <summary>
    /// Saves rows. Returns the import after them, or <see langword="null"/> when another replica has changed the import.
    /// </summary>
    private Task<Import?> SaveAsync(Import import, ImportRow[] rows, CancellationToken cancellationToken) =>
        ChangeAsync(
            import,
            (db, now) =>
                new ImportBatch(db, now, new(clock.GetUtcNow(), rules, reminders, [])).SaveAsync(
                    rows,
                    db.IndexesInline(now.Total),
                    cancellationToken
                ),
            cancellationToken
        );

    /// <summary>Ends the import as completed or failed, and deletes its file, which is no longer needed.</summary>
    private async Task EndAsync(Import import, DomainError? failure, CancellationToken cancellationToken)
    {
        var ended = await ChangeAsync(
            import,
            async (db, now) =>
            {
                now.Status = failure is null ? ImportStatus.Completed : ImportStatus.Failed;
                (now.FailureCode, now.FailureZh, now.FailureEn) = (failure?.Code, failure?.Zh, failure?.En);
                await db.SaveChangesAsync(cancellationToken);
                await db.Set<DocumentPart>().Where(part => part.DocumentId == now.DocumentId).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
        if (ended is not null)
        {
            Log.LogInformation(
                "Import {Import} {Status}: {Accepted} accepted, {Updated} updated, {Unchanged} unchanged, {Rejected} rejected",
                ended.Id,
                ended.Status,
                ended.Accepted,
                ended.Updated,
                ended.Unchanged,
                ended.Rejected
            );
        }
    }

    /// <summary>Adds the missing search entries after a large import. Stops when another import is waiting, which goes first.</summary>
    private async Task<bool> MakeSearchableAsync(RegistryDbContext source, CancellationToken cancellationToken)
    {
        if (
            await source
                .Imports.AsNoTracking()
                .Where(import => !import.IsSearchable)
                .OrderBy(import => import.Id)
                .FirstOrDefaultAsync(cancellationToken)
            is not { } import
        )
        {
            return false;
        }

        // The import's organisations were created after it, as far as the replicas' clocks agree.
        Guid? after = Guid.CreateVersion7(import.Id.CreatedAt().AddHours(-1));
        while (after is { } last)
        {
            if (await Waiting(source).AnyAsync(cancellationToken))
            {
                return true;
            }

            await WriteAsync(async db => after = await db.CatchUpAsync(last, Batch, cancellationToken), cancellationToken);
        }

        await WriteAsync(db => db.FlushSearchIndexAsync(cancellationToken), cancellationToken);
        await ChangeAsync(import, now => now.IsSearchable = true, cancellationToken);
        return true;
    }

    private Task<Import?> ChangeAsync(Import import, Action<Import> change, CancellationToken cancellationToken) =>
        ChangeAsync(
            import,
            (db, now) =>
            {
                change(now);
                return db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Changes an import in a transaction, if it has not changed since it was read.</summary>
    private async Task<Import?> ChangeAsync(
        Import import,
        Func<RegistryDbContext, Import, Task> change,
        CancellationToken cancellationToken
    )
    {
        Import? changed = null;
        await WriteAsync(
            async db =>
            {
                var now = await db.Imports.SingleAsync(found => found.Id == import.Id, cancellationToken);
                if (now.Version != import.Version)
                {
                    return;
                }

                await change(db, now);
                changed = now;
            },
            cancellationToken
        );
        return changed;
    }

    private async Task WriteAsync(Func<RegistryDbContext, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await work(db);
        await write.CommitAsync(cancellationToken);
    }
}
