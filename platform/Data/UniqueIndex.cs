using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain;

namespace Platform.Data;

/// <summary>Saves rows with a unique index, so that exactly one of two concurrent saves succeeds.</summary>
public static class UniqueIndex
{
    /// <summary>Saves; returns the given error when a unique index finds a duplicate. The transaction remains usable.</summary>
    /// <param name="db">The context with the change.</param>
    /// <param name="duplicate">The error when the row already exists.</param>
    /// <param name="cancellationToken">Cancels the save.</param>
    public static async Task<DomainError?> SaveUniqueAsync(
        this ServiceDbContext db,
        DomainError duplicate,
        CancellationToken cancellationToken
    )
    {
        db.Database.AutoSavepointsEnabled = true;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception) when (IsDuplicate(exception))
        {
            return duplicate;
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = false;
        }
    }

    /// <summary>Returns whether a unique index refused the save.</summary>
    public static bool IsDuplicate(DbUpdateException exception) => exception.InnerException is DbException reason && IsDuplicate(reason);

    /// <summary>Returns whether a unique index refused the statement.</summary>
    public static bool IsDuplicate(DbException exception) =>
        exception
            is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                or SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };
}
