using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Messaging;
using Platform.Registry.Data;

namespace Platform.Registry.Features.Imports;

/// <summary>Saves the progress of imports, each change in a transaction of its own.</summary>
internal sealed class ImportStore(IServiceScopeFactory scopes, ILogger log)
{
    /// <summary>Returns the imports that are not finished, the oldest first.</summary>
    public static IQueryable<Import> Waiting(RegistryDbContext db) =>
        db
            .Imports.AsNoTracking()
            .Where(import => import.Status == ImportStatus.Queued || import.Status == ImportStatus.Running)
            .OrderBy(import => import.Id);

    /// <summary>Changes an import, if it has not changed since it was read.</summary>
    public Task<Import?> ChangeAsync(Import import, Action<Import> change, CancellationToken cancellationToken) =>
        ChangeAsync(
            import,
            (db, now) =>
            {
                change(now);
                return db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Changes an import and more in one transaction, if it has not changed since it was read.</summary>
    public async Task<Import?> ChangeAsync(
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

    /// <summary>Ends the import as completed or failed, and deletes its file, which is no longer needed.</summary>
    public async Task EndAsync(Import import, DomainError? failure, CancellationToken cancellationToken)
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
            log.LogInformation(
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

    /// <summary>Writes in a transaction of its own.</summary>
    public async Task WriteAsync(Func<RegistryDbContext, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await work(db);
        await write.CommitAsync(cancellationToken);
    }
}
