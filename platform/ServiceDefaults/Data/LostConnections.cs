using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Says so when a connection broke under a transaction. EF Core only logs a failure to release its savepoint after a save, so that the save succeeds; what
/// the next command throws ("Transaction is already completed") does not tell the break from a mistake of ours.
/// </summary>
internal sealed class LostConnections : DbCommandInterceptor
{
    public static readonly LostConnections Instance = new();

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Context?.Database.CurrentTransaction is not null && eventData.Connection.State != ConnectionState.Open
            ? throw new ConnectionLostException()
            : result;
}

/// <summary>Nothing of the transaction has happened; the same work may succeed on another connection.</summary>
internal sealed class ConnectionLostException() : DbException("The connection to the database broke under the transaction.")
{
    public override bool IsTransient => true;
}
