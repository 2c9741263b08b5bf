using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging;

/// <summary>Failures that pass without anybody changing anything: the database is away, starts, ends, or asks to try again.</summary>
public static class Outage
{
    // PostgreSQL, Appendix A, class 57: the server is being ended (57P01), was ended by a crash (57P02), starts (57P03).
    private const string OperatorIntervention = "57P";

    private const int SqliteBusy = 5,
        SqliteLocked = 6;

    /// <summary>How long a consumer waits before it tries again.</summary>
    internal static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the failure, or one that it was caused by, is such a one: the same work may succeed later.</summary>
    public static bool IsReasonOf(Exception exception) =>
        Reasons(exception)
            .Any(reason =>
                reason is DbException { IsTransient: true } or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
                || (reason is PostgresException postgres && postgres.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal))
            );

    /// <summary>
    /// Whether an event was not published because the broker is away or does not let us in, and not because of the event.
    /// </summary>
    internal static bool IsOfBroker(Exception exception) =>
        Reasons(exception).Any(reason => reason is TimeoutException or RabbitMQClientException or SocketException or EndOfStreamException);

    /// <summary>The failure and what it was caused by.</summary>
    private static IEnumerable<Exception> Reasons(Exception exception)
    {
        for (var reason = exception; reason is not null; reason = reason.InnerException)
        {
            yield return reason;
        }
    }
}
