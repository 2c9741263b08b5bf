using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Data;

/// <summary>
/// A lease on work that one replica of a service does at a time. It is a lock that PostgreSQL releases by itself when the process dies;
/// with an embedded database there is one process, which always gets the lease. The lease saves work and prevents duplicate effects
/// outside the database. Writes must be correct without it, because a replica whose connection broke learns only later that it lost the
/// lease.
/// </summary>
public sealed class WorkLease : IAsyncDisposable
{
    private readonly IDbContextTransaction? transaction;

    private WorkLease(IDbContextTransaction? transaction) => this.transaction = transaction;

    /// <summary>Acquires the lease; returns <see langword="null"/> while another replica has it.</summary>
    /// <param name="db">A context for this lease alone: its connection has the lock until it is disposed. It may be used for reading
    /// meanwhile.</param>
    /// <param name="work">The name of the work, unique within the service.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public static async Task<WorkLease?> TryAcquireAsync(ServiceDbContext db, string work, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            return new(null);
        }

        var number = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"turn {work}")));
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.TryAcquireLockAsync(number, cancellationToken))
        {
            return new(transaction);
        }

        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>Releases the lease.</summary>
    public ValueTask DisposeAsync() => transaction?.DisposeAsync() ?? ValueTask.CompletedTask;
}
