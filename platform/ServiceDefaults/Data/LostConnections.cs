using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Says so when a connection broke under a transaction. EF Core only logs a failure to release its savepoint after a save, so that the
/// save succeeds; what the next command throws ("Transaction is already completed") does not tell the break from a mistake of ours; and
/// the next save would open the connection again and
/// write without the transaction.
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

/// <summary>Nothing of the transaction has happened; the same work may succeed on another connection.</summary>
internal sealed class ConnectionLostException() : DbException("The connection to the database broke under the transaction.")
{
    public override bool IsTransient => true;
}
