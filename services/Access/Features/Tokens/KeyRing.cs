using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Platform.Access.Data;
using Platform.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Tokens;

/// <summary>
/// The signing keys, cached for one minute. When there is no key, the first of several processes that start together creates it.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private const int FirstKeyLock = 0x6B65_7931; // "key1"

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile CachedKeys? cache;

    /// <summary>Returns the keys, newest first.</summary>
    public async Task<IReadOnlyList<ECDsaSecurityKey>> GetAsync(CancellationToken cancellationToken)
    {
        if (cache is { IsFresh: true } fresh)
        {
            return fresh.Keys;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (cache is not { IsFresh: true })
            {
                cache = new(DateTimeOffset.UtcNow, await ReadAsync(cancellationToken));
            }

            return cache.Keys;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<IReadOnlyList<ECDsaSecurityKey>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        var rows = await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
            await db.AcquireLockAsync(FirstKeyLock, cancellationToken);
            rows = await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                rows.Add(
                    new SigningKey
                    {
                        Id = Guid.CreateVersion7(),
                        Pem = made.ExportPkcs8PrivateKeyPem(),
                        CreatedAt = DateTimeOffset.UtcNow,
                    }
                );
                db.Add(rows[0]);
                await db.SaveChangesAsync(cancellationToken);
                await write.CommitAsync(cancellationToken);
            }
        }

        return
        [
            .. rows.Select(row =>
            {
                var key = ECDsa.Create();
                key.ImportFromPem(row.Pem);
                return new ECDsaSecurityKey(key) { KeyId = row.Id.ToString("N") };
            }),
        ];
    }

    private sealed record CachedKeys(DateTimeOffset ReadAt, IReadOnlyList<ECDsaSecurityKey> Keys)
    {
        public bool IsFresh => DateTimeOffset.UtcNow - ReadAt < Fresh;
    }
}
