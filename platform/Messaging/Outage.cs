using System.Data.Common;
using Npgsql;

namespace Platform.Messaging;

/// <summary>Failures that pass without anybody changing anything: the database is away, starts, ends, or asks to try again.</summary>
internal static class Outage
{
    // PostgreSQL, Appendix A, class 57: the server is being ended (57P01), was ended by a crash (57P02), starts (57P03).
    private const string OperatorIntervention = "57P";

    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(500);

    public static bool IsReasonOf(Exception exception)
    {
        for (var reason = exception; reason is not null; reason = reason.InnerException)
            if (reason is DbException { IsTransient: true } || reason is PostgresException { SqlState: { } state } && state.StartsWith(OperatorIntervention, StringComparison.Ordinal))
                return true;
        return false;
    }
}
