using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.Data;

/// <summary>
/// Throws when a connection broke during a transaction. Without this, EF Core only logs a failure to release its savepoint after a save,
/// so the save seems to succeed; the exception of the next command ("Transaction is already completed") looks like a programming error;
/// and the next save would reopen the connection and write without the transaction.
/// </summary>
internal sealed class LostConnections : DbCommandInterceptor, ISaveChangesInterceptor
{
    public static readonly LostConnections Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(
        CommandCorrelatedEventData eventData,
        InterceptionResult<DbCommand> result
    ) => IsLost(eventData.Context) ? throw new ConnectionLostException() : result;

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => IsLost(eventData.Context) ? throw new ConnectionLostException() : ValueTask.FromResult(result);

    private static bool IsLost(DbContext? db) =>
        db?.Database.CurrentTransaction is not null && db.Database.GetDbConnection().State != ConnectionState.Open;
}

/// <summary>The connection broke and the transaction was rolled back; the same work may succeed on another connection.</summary>
internal sealed class ConnectionLostException() : DbException("The connection to the database broke under the transaction.")
{
    public override bool IsTransient => true;
}
