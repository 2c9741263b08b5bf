using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Work that one of a service's replicas does at a time. The turn is a lock that PostgreSQL gives back by itself when the process dies; an
/// embedded database has one process, whose turn it always is. It saves work and keeps effects outside of the database single; whatever is
/// written must hold without it, because a replica whose connection broke learns only later that its turn is over.
/// </summary>
public sealed class WorkLease : IAsyncDisposable
{
    private readonly IDbContextTransaction? transaction;

    private WorkLease(IDbContextTransaction? transaction) => this.transaction = transaction;

    /// <summary>The turn, or <see langword="null"/> while another replica has it.</summary>
    /// <param name="db">A context of its own: its connection holds the turn until it is disposed. It may be read from meanwhile.</param>
    /// <param name="work">The name of the work, unique within the service.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public static async Task<WorkLease?> TryAcquireAsync(ServiceDbContext db, string work, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            return new(null);
        }

        var number = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"turn {work}")));
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Database.SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock({number}) AS "Value" """).SingleAsync(cancellationToken))
        {
            return new(transaction);
        }

        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>The next one may.</summary>
    public ValueTask DisposeAsync() => transaction?.DisposeAsync() ?? ValueTask.CompletedTask;
}
