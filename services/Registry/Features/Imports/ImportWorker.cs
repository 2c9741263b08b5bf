using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Documents;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;

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

    private readonly ImportStore imports = new(scopes, log);

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

        if (await ImportStore.Waiting(source).FirstOrDefaultAsync(cancellationToken) is not { } import)
        {
            return await MakeSearchableAsync(source, cancellationToken);
        }

        if (import.Attempts >= MaxAttempts)
        {
            await imports.EndAsync(import, RegistryErrors.ImportFailed(import.Line), cancellationToken);
        }
        else if (await imports.ChangeAsync(import, begun => begun.Attempts++, cancellationToken) is { } begun)
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
            await imports.ChangeAsync(begun, stopped => stopped.Attempts--, CancellationToken.None);
            throw;
        }
    }

    private async Task RunAsync(RegistryDbContext source, Import import, CancellationToken cancellationToken)
    {
        var isCsv = import.MediaType == "text/csv";
        string[]? header = null;
        if (isCsv)
        {
            await using var beginning = new DocumentStream(source, import.DocumentId);
            if (!(await ImportRows.ReadHeaderAsync(beginning, import.Encoding, cancellationToken)).Succeeded(out header, out var unusable))
            {
                await imports.EndAsync(import, unusable, cancellationToken);
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

            await imports.EndAsync(import, null, cancellationToken);
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
        imports.ChangeAsync(
            import,
            (db, now) =>
                new ImportBatch(db, now, new(clock.GetUtcNow(), rules, reminders, [])).SaveAsync(
                    rows,
                    db.IndexesInline(now.Total),
                    cancellationToken
                ),
            cancellationToken
        );

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
            if (await ImportStore.Waiting(source).AnyAsync(cancellationToken))
            {
                return true;
            }

            await imports.WriteAsync(async db => after = await db.CatchUpAsync(last, Batch, cancellationToken), cancellationToken);
        }

        await imports.WriteAsync(db => db.FlushSearchIndexAsync(cancellationToken), cancellationToken);
        await imports.ChangeAsync(import, now => now.IsSearchable = true, cancellationToken);
        return true;
    }
}
