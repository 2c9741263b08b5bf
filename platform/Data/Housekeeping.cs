using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Messaging;

namespace Platform.Data;

/// <summary>Removes expired rows: idempotency records after 24 hours, and inbox rows once no duplicate can arrive any more.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, ILogger<Housekeeping> log) : BackgroundLoop(log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1),
        InboxRetention = TimeSpan.FromDays(30);

    protected override TimeSpan StartsAfter => Interval;

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        var (keys, inbox) = (DateTimeOffset.UtcNow.AddHours(-24), DateTimeOffset.UtcNow - InboxRetention);
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await db.Set<IdempotencyRecord>().Where(record => record.CreatedAt < keys).ExecuteDeleteAsync(cancellationToken);
        await db.Set<InboxMessage>().Where(message => message.ConsumedAt < inbox).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return Interval;
    }
}
