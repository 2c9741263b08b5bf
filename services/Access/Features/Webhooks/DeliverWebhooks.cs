using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Features.Feed;
using Platform.Contracts.Access.V1;
using Platform.Messaging;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

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
    WebhookClient client,
    TimeProvider clock,
    ILogger<DeliverWebhooks> log
) : BackgroundLoop(log, signal)
{
    /// <summary>The type of the message that verifies an endpoint. It is not an event of any service.</summary>
    public const string Verification = "access.webhook-verification";

    private const int Batch = 64,
        MaxConcurrent = 256,
        MaxPerEndpoint = 4,
        MaxPerFailingEndpoint = 1,
        MaxConcurrentRecords = 8,
        MaxLoggedAttempts = 20;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5),
        CleanInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Claim> underWay = new();

    // Limits the writes of attempts that end at the same time, so that requests still get database connections.
    private readonly SemaphoreSlim recording = new(MaxConcurrentRecords);
    private DateTimeOffset cleaned;

    private sealed record Claim(WebhookDelivery Delivery, Webhook Webhook, FeedEvent? Event)
    {
        /// <summary>The maximum number of concurrent attempts to the endpoint.</summary>
        public int Bound => Webhook.FailingSince is null ? MaxPerEndpoint : MaxPerFailingEndpoint;
    }

    public override void Dispose()
    {
        recording.Dispose();
        base.Dispose();
    }

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
            var (delivery, at) = (claim.Delivery, DateTimeOffset.UtcNow);
            var body = JsonSerializer.SerializeToUtf8Bytes(
                claim.Event is { } happened ? CloudEvent.Of(happened) : ChallengeOf(delivery, at),
                PlatformJson.Options
            );
            var result = await client.PostAsync(
                claim.Webhook.Url,
                claim.Webhook.Secrets.Select(secret => secret.Text),
                delivery.EventId.ToString(),
                body,
                readsAnswer: delivery.Challenge is not null
            );
            await recording.WaitAsync();
            try
            {
                await RecordAsync(claim, at, result);
            }
            finally
            {
                recording.Release();
            }
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

    private async Task RecordAsync(Claim claim, DateTimeOffset at, WebhookClient.PostResult result)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
        if (
            (await db.AcquireRowsAsync<Webhook>([claim.Webhook.Id], CancellationToken.None)).SingleOrDefault() is not { } webhook
            || (await db.AcquireRowsAsync<WebhookDelivery>([claim.Delivery.Id], CancellationToken.None)).SingleOrDefault()
                is not { } delivery
            || delivery.Version != claim.Delivery.Version
        )
        {
            return; // Deleted, or the lease has expired and another process has claimed it.
        }

        var succeeded = result.Succeeded && (delivery.Challenge is null || Answers(result.Text, delivery.Challenge));
        var error = result.Succeeded && !succeeded ? "challengeNotAnswered" : result.Error;
        delivery.Log =
        [
            .. delivery.Log.TakeLast(MaxLoggedAttempts - 1),
            new(delivery.Attempts, at, (int)result.Duration.TotalMilliseconds, result.Status, error),
        ];
        if (succeeded)
        {
            delivery.Finish(DeliveryStatus.Delivered);
            webhook.FailingSince = null;
            if (delivery.Challenge is not null)
            {
                webhook.Status = WebhookStatus.Enabled;
            }
        }
        else if (
            result.Status != StatusCodes.Status410Gone
            && RetrySchedule.After(settings.Schedule, delivery.Attempts, Random.Shared.NextDouble(), result.RetryAfter) is { } pause
        )
        {
            delivery.DueAt = DateTimeOffset.UtcNow + pause;
        }
        else
        {
            delivery.Finish(DeliveryStatus.Failed);
        }

        if (!succeeded && webhook.Status == WebhookStatus.Enabled)
        {
            webhook.FailingSince ??= at;
            if (result.Status == StatusCodes.Status410Gone)
            {
                Disable(db, webhook, DisabledBecause.Gone);
            }
            else if (DateTimeOffset.UtcNow - webhook.FailingSince >= settings.DisableAfter)
            {
                Disable(db, webhook, DisabledBecause.Failing);
            }
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        WebhookMetrics.Record(delivery);
        if (webhook.Status != claim.Webhook.Status && webhook.DisabledBecause is { } reason)
        {
            WebhookMetrics.Record(reason);
        }
    }

    private void Disable(AccessDbContext db, Webhook webhook, DisabledBecause reason)
    {
        (webhook.Status, webhook.DisabledBecause) = (WebhookStatus.Disabled, reason);
        var owner = Audience.Party(webhook.Party);
        var disabled = new WebhookDisabled
        {
            WebhookId = webhook.Id,
            ClientId = webhook.ClientId,
            Reason = reason.ToCamelCase(),
        };
        db.Publish(webhook, disabled, Audience.Of(owner).Notifying(owner), clock.GetUtcNow());
        Log.LogWarning("Webhook {Webhook} is disabled: {Reason}", webhook.Id, reason);
    }

    private static object ChallengeOf(WebhookDelivery delivery, DateTimeOffset at) =>
        new
        {
            specversion = "1.0",
            id = delivery.EventId,
            source = "/access",
            type = delivery.EventType,
            time = at,
            subject = delivery.WebhookId,
            datacontenttype = "application/json",
            data = new { challenge = delivery.Challenge },
        };

    private static bool Answers(string? text, string challenge)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text ?? "") is { ValueKind: JsonValueKind.Object } answer
                && answer.TryGetProperty("challenge", out var echoed)
                && echoed.ValueKind == JsonValueKind.String
                && echoed.GetString() == challenge;
        }
        catch (JsonException)
        {
            return false;
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
