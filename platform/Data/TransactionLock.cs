using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

/// <summary>
/// Locks that have a number and no row; each is released with its transaction. On SQLite they do nothing, because it has one writer at a
/// time anyway.
/// </summary>
public static class TransactionLock
{
    /// <summary>Waits for the lock.</summary>
    public static async Task AcquireLockAsync(this DbContext db, long number, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({number})", cancellationToken);
        }
    }

    /// <summary>Waits for a share of the lock: others may share it, and nobody has it alone.</summary>
    public static async Task AcquireSharedLockAsync(this DbContext db, long number, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({number})", cancellationToken);
        }
    }

    /// <summary>Acquires the lock without a wait; returns whether it was free.</summary>
    public static async Task<bool> TryAcquireLockAsync(this DbContext db, long number, CancellationToken cancellationToken) =>
        !db.Database.IsNpgsql()
        || await db.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock({number}) AS "Value" """).SingleAsync(cancellationToken);
}
