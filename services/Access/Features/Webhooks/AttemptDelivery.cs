using System.Text.Json;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Access.Features.Feed;
using Platform.Data;
using Platform.Messaging;

namespace Platform.Access.Features.Webhooks;

/// <summary>A delivery that this process may attempt until its lease ends, with its endpoint and its event.</summary>
internal sealed record Claim(WebhookDelivery Delivery, Webhook Webhook, FeedEvent? Event)
{
    private const int MaxPerEndpoint = 4,
        MaxPerFailingEndpoint = 1;

    /// <summary>The maximum number of concurrent attempts to the endpoint.</summary>
    public int Bound => Webhook.FailingSince is null ? MaxPerEndpoint : MaxPerFailingEndpoint;
}

/// <summary>Makes one attempt of a delivery: posts the message, and records what the endpoint answered.</summary>
internal sealed class AttemptDelivery(
    IServiceScopeFactory scopes,
    WebhookSettings settings,
    WebhookClient client,
    TimeProvider clock,
    ILogger<AttemptDelivery> log
) : IDisposable
{
    private const int MaxConcurrentRecords = 8;

    // Limits the writes of attempts that end at the same time, so that requests still get database connections.
    private readonly SemaphoreSlim recording = new(MaxConcurrentRecords);

    /// <summary>Makes an attempt.</summary>
    public async Task RunAsync(Claim claim)
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

    public void Dispose() => recording.Dispose();

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

        var isGone = result.Status == StatusCodes.Status410Gone;
        var succeeded = result.Succeeded && (delivery.Challenge is not { } challenge || Answers(result.Text, challenge));
        var error = result.Succeeded && !succeeded ? "challengeNotAnswered" : result.Error;
        delivery.Append(new(delivery.Attempts, at, (int)result.Duration.TotalMilliseconds, result.Status, error));
        if (
            !succeeded
            && !isGone
            && RetrySchedule.After(settings.Schedule, delivery.Attempts, Random.Shared.NextDouble(), result.RetryAfter) is { } pause
        )
        {
            delivery.DueAt = DateTimeOffset.UtcNow + pause;
        }
        else
        {
            delivery.Finish(succeeded ? DeliveryStatus.Delivered : DeliveryStatus.Failed);
        }

        var change = succeeded
            ? webhook.Current.Succeed(isVerification: delivery.Challenge is not null)
            : webhook.Current.Fail(at, isGone, settings.DisableAfter, DateTimeOffset.UtcNow);
        webhook.Apply(change.State);
        db.Publish(webhook, change.Events, clock.GetUtcNow());
        await db.SaveChangesAsync(CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        WebhookMetrics.Record(delivery);
        if (change is { Events: [WebhookEvent.Disabled], State.DisabledBecause: { } reason })
        {
            WebhookMetrics.Record(reason);
            log.LogWarning("Webhook {Webhook} is disabled: {Reason}", webhook.Id, reason);
        }
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
}
