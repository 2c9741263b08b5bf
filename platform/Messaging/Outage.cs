using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>Recognises transient failures: the database is away, is starting or stopping, or asks the client to retry.</summary>
public static class Outage
{
    // PostgreSQL, Appendix A, class 57: the server is being shut down (57P01), was ended by a crash (57P02), or is starting (57P03).
    private const string OperatorIntervention = "57P";

    private const int SqliteBusy = 5,
        SqliteLocked = 6;

    /// <summary>How long a consumer waits before it tries again.</summary>
    internal static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns whether the exception, or an inner one, is such a failure, so that the same work may succeed later.</summary>
    public static bool IsReasonOf(Exception exception) =>
        Reasons(exception)
            .Any(reason =>
                reason is DbException { IsTransient: true } or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
                || (reason is PostgresException postgres && postgres.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal))
            );

    /// <summary>
    /// Returns whether an event was not published because the broker is away or refuses the connection, and not because of the event
    /// itself.
    /// </summary>
    internal static bool IsOfBroker(Exception exception) =>
        Reasons(exception).Any(reason => reason is TimeoutException or RabbitMQClientException or SocketException or EndOfStreamException);

    /// <summary>Returns the exception and its inner exceptions.</summary>
    private static IEnumerable<Exception> Reasons(Exception exception)
    {
        for (var reason = exception; reason is not null; reason = reason.InnerException)
        {
            yield return reason;
        }
    }
}
