using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Data;

/// <summary>Removes expired rows: idempotency records after 24 hours, and inbox rows once no duplicate can arrive any more.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan InboxRetention = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
                var (keys, inbox) = (DateTimeOffset.UtcNow.AddHours(-24), DateTimeOffset.UtcNow - InboxRetention);
                await using var write = await WriteTransaction.BeginAsync(db, stoppingToken);
                await db.Set<IdempotencyRecord>().Where(record => record.CreatedAt < keys).ExecuteDeleteAsync(stoppingToken);
                await db.Set<InboxMessage>().Where(message => message.ConsumedAt < inbox).ExecuteDeleteAsync(stoppingToken);
                await write.CommitAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Housekeeping failed; it is tried again in an hour");
            }
        }
    }
}
