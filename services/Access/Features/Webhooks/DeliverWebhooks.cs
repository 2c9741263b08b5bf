using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// Delivers events to webhooks when they are due. The database is the source of truth: a process claims a delivery by moving its due time
/// to the end of a lease, so that only one process attempts it at a time. When that process dies, the delivery is due again after the
/// lease. A delivery therefore arrives at least once, and its receiver recognises it by its id. Many deliveries run at once, but only a
/// few to one endpoint, so that a slow endpoint delays no other.
/// </summary>
internal sealed class DeliverWebhooks(
    IServiceScopeFactory scopes,
    WebhookSignal signal,
    WebhookSettings settings,
    AttemptDelivery attempt,
    ILogger<DeliverWebhooks> log
) : BackgroundLoop(log, signal)
{
    private const int Batch = 64,
        MaxConcurrent = 256;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5),
        CleanInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Claim> underWay = new();

    private DateTimeOffset cleaned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await base.ExecuteAsync(stoppingToken);
        // Attempts in progress end soon, and their results are recorded.
        while (!underWay.IsEmpty)
        {
            await Signal.WaitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await CleanAsync(cancellationToken);
        return await StartDueAsync(cancellationToken);
    }

    /// <summary>
    /// Starts the due deliveries that there is room for. Returns how long to wait; zero when more may be due.
    /// </summary>
    private async Task<TimeSpan> StartDueAsync(CancellationToken cancellationToken)
    {
        var room = Math.Min(Batch, MaxConcurrent - underWay.Count);
        if (room <= 0)
        {
            return PollInterval;
        }

        Guid[] full =
        [
            .. underWay
                .Values.GroupBy(claim => claim.Webhook.Id)
                .Where(endpoint => endpoint.Count() >= endpoint.Min(claim => claim.Bound))
                .Select(endpoint => endpoint.Key),
        ];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        var next = await db
            .WebhookDeliveries.Where(row => row.DueAt != null && !full.Contains(row.WebhookId))
            .OrderBy(row => row.DueAt)
            .Select(row => new { row.Id, row.DueAt })
            .Take(room)
            .ToListAsync(cancellationToken);
        var now = DateTimeOffset.UtcNow;
        Guid[] due = [.. next.Where(row => row.DueAt <= now).Select(row => row.Id)];
        if (due.Length == 0)
        {
            return next is [{ DueAt: { } first }, ..] && first - now < PollInterval ? first - now : PollInterval;
        }

        foreach (var claim in await ClaimAsync(db, due, now, cancellationToken))
        {
            underWay[claim.Delivery.Id] = claim;
            _ = Task.Run(() => AttemptAsync(claim), CancellationToken.None);
        }

        return TimeSpan.Zero;
    }

    private async Task<List<Claim>> ClaimAsync(AccessDbContext db, Guid[] due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        // Another process may have claimed some of them.
        var rows = (await db.AcquireRowsAsync<WebhookDelivery>(due, cancellationToken))
            .Where(row => row.DueAt <= now && !underWay.ContainsKey(row.Id))
            .OrderBy(row => row.DueAt)
            .ToArray();
        var (webhookIds, eventIds) = (
            rows.Select(row => row.WebhookId).Distinct().ToArray(),
            rows.Select(row => row.EventId).Distinct().ToArray()
        );
        var webhooks = await db
            .Webhooks.AsNoTracking()
            .Where(webhook => webhookIds.Contains(webhook.Id))
            .ToDictionaryAsync(webhook => webhook.Id, cancellationToken);
        var clientIds = webhooks.Values.Select(webhook => webhook.ClientId).Distinct().ToArray();
        var apps = await db
            .Apps.Where(app => clientIds.Contains(app.ClientId) && !app.Disabled)
            .Select(app => app.ClientId)
            .ToHashSetAsync(cancellationToken);
        var events = await db
            .Feed.AsNoTracking()
            .Where(row => eventIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var claimed = new List<Claim>();
        foreach (var row in rows)
        {
            var claim = new Claim(row, webhooks[row.WebhookId], events.GetValueOrDefault(row.EventId));
            var isDeliverable =
                claim.Webhook.Status == (row.Challenge is null ? WebhookStatus.Enabled : WebhookStatus.Unverified)
                && apps.Contains(claim.Webhook.ClientId);
            // Attempts that were lost with their process count too.
            if (!isDeliverable || row.Attempts > settings.Schedule.Count)
            {
                row.Finish(DeliveryStatus.Failed);
            }
            else if (underWay.Values.Concat(claimed).Count(other => other.Webhook.Id == row.WebhookId) < claim.Bound)
            {
                row.DueAt = now + settings.Lease;
                row.Attempts++;
                claimed.Add(claim);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return claimed;
    }

    private async Task AttemptAsync(Claim claim)
    {
        try
        {
            await attempt.RunAsync(claim);
        }
        catch (Exception exception)
        {
            Log.LogError(
                exception,
                "What became of delivery {Delivery} to webhook {Webhook} cannot be recorded: it is sent again",
                claim.Delivery.Id,
                claim.Webhook.Id
            );
        }
        finally
        {
            underWay.TryRemove(claim.Delivery.Id, out _);
            signal.Set();
        }
    }

    /// <summary>Deletes deliveries that finished longer ago than the retention time of the log.</summary>
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        if (now - cleaned < CleanInterval)
        {
            return;
        }

        cleaned = now;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        var old = now - settings.LogRetention;
        await db.WebhookDeliveries.Where(row => row.FinishedAt < old).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}

/// <summary>Wakes the delivery worker of this process.</summary>
internal sealed class WebhookSignal : WakeSignal;
