using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Web.Http;

/// <summary>Endpoint metadata: the answer contains a secret, which is shown once and never stored.</summary>
public sealed record SecretAnswer;

/// <summary>The idempotency key of a request, claimed while the request runs.</summary>
internal sealed class Idempotency : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Running = new();

    private readonly string key;
    private readonly string bodyHash;
    private readonly string claim;

    private Idempotency(string key, string bodyHash, string claim) => (this.key, this.bodyHash, this.claim) = (key, bodyHash, claim);

    /// <summary>
    /// Claims the key of a request. Returns <see langword="null"/> when there is none, and an error when it is malformed or another
    /// request has claimed it.
    /// </summary>
    public static Result<Idempotency?> Claim(HttpContext http, string database, string bodyHash)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue("Idempotency-Key", out var sent))
        {
            return (Idempotency?)null;
        }

        if (sent is not [{ Length: >= 1 and <= 255 } value] || value.Any(c => c is < '!' or > '~'))
        {
            return PlatformErrors.IdempotencyKeyInvalid;
        }

        var caller = Caller.Of(http.User);
        var key = Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', caller.ClientId, caller.Subject, http.Request.Method, http.Request.Path, value))
            )
        );
        var claim = database + key;
        return Running.TryAdd(claim, true) ? new Idempotency(key, bodyHash, claim) : PlatformErrors.IdempotencyInProgress;
    }

    /// <summary>
    /// Returns the earlier answer or an error; <see langword="null"/> for the first request with this key. Runs in the transaction.
    /// </summary>
    public async Task<Rendered?> FindAsync(ServiceDbContext db, CancellationToken cancellationToken)
    {
        // Another process may be running the same request; its transaction then has this lock.
        var number = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (!await db.TryAcquireLockAsync(number, cancellationToken))
        {
            return Rendered.Of(Problems.Of(PlatformErrors.IdempotencyInProgress)) with { RetryAfter = 1 };
        }

        var oldest = DateTimeOffset.UtcNow.AddHours(-24);
        var record = await db.Set<IdempotencyRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.CreatedAt > oldest, cancellationToken);
        return record switch
        {
            null => null,
            _ when record.BodyHash != bodyHash => Rendered.Of(Problems.Of(PlatformErrors.IdempotencyMismatch)),
            { Body: null } => Rendered.Of(Problems.Of(PlatformErrors.IdempotencySecret)),
            _ => new(record.Status)
            {
                Body = record.Body,
                ContentType = record.ContentType,
                ETag = record.ETag,
                Location = record.Location,
                IsReplay = true,
            },
        };
    }

    /// <summary>Saves the answer in the transaction, unless its status is one that must not be replayed.</summary>
    public async Task SaveAsync(ServiceDbContext db, Rendered answer, bool isSecret, CancellationToken cancellationToken)
    {
        if (answer.Status is not (>= 200 and < 300 or 409 or 412 or 422))
        {
            return;
        }

        await db.Set<IdempotencyRecord>().Where(row => row.Key == key).ExecuteDeleteAsync(cancellationToken);
        db.Add(
            new IdempotencyRecord
            {
                Key = key,
                BodyHash = bodyHash,
                Status = answer.Status,
                Body = isSecret && answer.Status < 300 ? null : answer.Body.ToArray(),
                ContentType = answer.ContentType,
                ETag = answer.ETag,
                Location = answer.Location,
                CreatedAt = DateTimeOffset.UtcNow,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    public void Dispose() => Running.TryRemove(claim, out _);
}
