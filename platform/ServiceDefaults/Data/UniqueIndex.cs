using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Data;

/// <summary>Saves where a unique index decides, so that of two at once exactly one wins.</summary>
public static class UniqueIndex
{
    /// <summary>Saves; the refusal when a unique index says that it exists already. The transaction stays usable.</summary>
    /// <param name="db">The context with the change.</param>
    /// <param name="duplicate">What to answer when the row exists already.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
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

    /// <summary>Whether a unique index refused the save.</summary>
    public static bool IsDuplicate(DbUpdateException exception) => exception.InnerException is DbException reason && IsDuplicate(reason);

    /// <summary>Whether a unique index refused the statement.</summary>
    public static bool IsDuplicate(DbException exception) =>
        exception
            is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                or SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };
}
