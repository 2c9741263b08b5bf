using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Messaging;

/// <summary>
/// The only way to write: a transaction. On SQLite it first waits at a gate, because SQLite has one writer at a time and its own busy
/// wait is unfair and slow. After the commit it wakes the workers that have new work.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    private readonly MessagingDbContext db;
    private readonly SemaphoreSlim? gate;
    private readonly IDbContextTransaction transaction;
    private bool open = true;

    private WriteTransaction(MessagingDbContext db, SemaphoreSlim? gate, IDbContextTransaction transaction)
    {
        this.db = db;
        this.gate = gate;
        this.transaction = transaction;
    }

    /// <summary>Begins a write transaction.</summary>
    public static async Task<WriteTransaction> BeginAsync(MessagingDbContext db, CancellationToken cancellationToken)
    {
        var gate = db.Database.IsSqlite() ? Gates.GetOrAdd(db.Database.GetConnectionString()!, _ => new(1, 1)) : null;
        if (gate is not null)
        {
            await gate.WaitAsync(cancellationToken);
        }

        try
        {
            db.ToWake = [];
            // Savepoints cost two more round trips per save; only UniqueIndex.SaveUniqueAsync, which continues after a failed save,
            // enables them.
            db.Database.AutoSavepointsEnabled = false;
            return new(db, gate, await db.Database.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            gate?.Release();
            throw;
        }
    }

    /// <summary>Marks a point that <see cref="RollbackToAsync"/> can return to.</summary>
    public Task SavepointAsync(string name, CancellationToken cancellationToken) =>
        transaction.CreateSavepointAsync(name, cancellationToken);

    /// <summary>Undoes the writes since the savepoint, and clears the change tracker.</summary>
    public async Task RollbackToAsync(string name, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await transaction.RollbackToSavepointAsync(name, cancellationToken);
    }

    /// <summary>Commits the transaction, then wakes the workers.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken);
        var woken = db.ToWake;
        await CloseAsync();
        foreach (var worker in woken)
        {
            worker.Set();
        }
    }

    /// <summary>Rolls back the transaction unless it was committed.</summary>
    public ValueTask DisposeAsync() => open ? CloseAsync() : ValueTask.CompletedTask;

    private async ValueTask CloseAsync()
    {
        open = false;
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            gate?.Release();
        }
    }
}
