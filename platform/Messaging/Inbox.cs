using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// Receives the events of a bus. In every host, each consumer runs in one transaction that first records (consumer, event), so that a
/// repetition changes nothing. Failures are retried with growing pauses; after the last attempt the event becomes a dead letter, so that
/// it never blocks the others.
/// </summary>
internal sealed class Inbox(IServiceScopeFactory scopes, IEnumerable<Consumer> all, MessagingOptions options, ILogger<Inbox> log)
{
    public IReadOnlyList<Consumer> Consumers { get; } = [.. all];

    /// <summary>Completes when the consumer has committed the event, now or earlier, or when the event is a dead letter.</summary>
    public async Task ReceiveAsync(Consumer consumer, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        using var activity = Begin(consumer, envelope);
        Exception? failure = null;
        for (var attempt = 0; ; )
        {
            try
            {
                if (failure is null)
                {
                    await ConsumeOnceAsync(consumer, envelope, cancellationToken);
                }
                else
                {
                    await StoreDeadLetterAsync(consumer, envelope, failure, cancellationToken);
                }

                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Outage.IsReasonOf(exception))
            {
                // The event did not cause this failure, so it never becomes a dead letter for it; it waits here, as every other event
                // must.
                log.LogWarning(
                    "{Consumer} waits with event {MessageId} for the database ({Reason})",
                    consumer.Name,
                    envelope.Id,
                    exception.Message
                );
                await Task.Delay(Outage.Pause, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && failure is null)
            {
                if (attempt == options.Retries.Count)
                {
                    activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
                    log.LogError(
                        exception,
                        "{Consumer} gives up on event {MessageId}: it is now a dead letter",
                        consumer.Name,
                        envelope.Id
                    );
                    failure = exception;
                    continue;
                }

                log.LogWarning(
                    exception,
                    "{Consumer} failed on event {MessageId} (attempt {Attempt})",
                    consumer.Name,
                    envelope.Id,
                    attempt + 1
                );
                await Task.Delay(options.Retries[attempt++], cancellationToken);
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
            {
                // The stop may have caused any exception, but only a cancellation returns the event to the broker.
                throw new OperationCanceledException("The service stops.", exception, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Consumes several events that arrived together in one transaction, as if each were alone. Returns whether it succeeded; if not,
    /// nothing was changed, and the caller consumes the events one by one to find the failing one.
    /// </summary>
    public async Task<bool> TryReceiveBatchAsync(
        Consumer consumer,
        IReadOnlyCollection<EventEnvelope> envelopes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
            if (!db.Database.IsNpgsql())
            {
                return false;
            }

            await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
            // All transactions insert in the same order, so that they do not deadlock.
            Guid[] ids = [.. envelopes.Select(envelope => envelope.Id).Order()];
            var unseen = await db
                .Database.SqlQuery<Guid>(
                    $"""
                    INSERT INTO "Inbox" ("Consumer", "MessageId", "ConsumedAt") SELECT {consumer.Name}, id, {DateTime.UtcNow} FROM unnest({ids}) AS id
                    ON CONFLICT DO NOTHING RETURNING "MessageId"
                    """
                )
                .ToHashSetAsync(cancellationToken);
            foreach (var envelope in envelopes)
            {
                using var activity = Begin(consumer, envelope);
                // When an event is twice in the batch, the second is a repetition.
                if (!unseen.Remove(envelope.Id))
                {
                    CountDuplicate(consumer);
                }
                else
                {
                    await consumer.ConsumeAsync(scope.ServiceProvider, envelope, cancellationToken);
                }

                if (consumer.AddsOnly)
                {
                    continue;
                }

                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }

            // For a consumer with [AddsOnly], this saves the changes of all events at once.
            await db.SaveChangesAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception exception)
        {
            log.LogDebug(exception, "{Consumer} takes {Count} events one by one", consumer.Name, envelopes.Count);
            return false;
        }
    }

    /// <summary>
    /// Passes a dead letter to its consumer again, in the open transaction. Returns whether it was consumed; if not, its changes are
    /// rolled back and the letter has the new failure.
    /// </summary>
    public async Task<bool> ReplayAsync(
        IServiceProvider services,
        MessagingDbContext db,
        DeadLetter letter,
        CancellationToken cancellationToken
    )
    {
        var consumer = Consumers.SingleOrDefault(found => found.Name == letter.Consumer)
            ?? throw new InvalidOperationException($"There is no consumer {letter.Consumer} any more: discard the dead letter.");
        var envelope = JsonSerializer.Deserialize<EventEnvelope>(letter.Envelope, EventTypes.Json)!;
        using var activity = Begin(consumer, envelope);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("replay", cancellationToken);
        try
        {
            await ConsumeAsync(services, db, consumer, envelope, cancellationToken);
            await db.Set<DeadLetter>().Where(left => left.Id == letter.Id).ExecuteDeleteAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !Outage.IsReasonOf(exception))
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            log.LogError(
                exception,
                "{Consumer} failed on the replay of event {MessageId}: it stays a dead letter",
                consumer.Name,
                envelope.Id
            );
            db.ChangeTracker.Clear();
            await transaction.RollbackToSavepointAsync("replay", cancellationToken);
            var (error, now) = (exception.ToString(), DateTimeOffset.UtcNow);
            await db.Set<DeadLetter>()
                .Where(left => left.Id == letter.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(left => left.Error, error).SetProperty(left => left.FailedAt, now),
                    cancellationToken
                );
            return false;
        }
    }

    private static Activity? Begin(Consumer consumer, EventEnvelope envelope) =>
        MessagingMetrics
            .Activities.StartActivity(consumer.Name, ActivityKind.Consumer)
            ?.SetTag("messaging.message.id", envelope.Id)
            .SetTag("platform.event.type", envelope.Type);

    private async Task ConsumeOnceAsync(Consumer consumer, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await ConsumeAsync(scope.ServiceProvider, db, consumer, envelope, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Records the event for the consumer, and passes it on unless it was already recorded.</summary>
    private static async Task ConsumeAsync(
        IServiceProvider services,
        MessagingDbContext db,
        Consumer consumer,
        EventEnvelope envelope,
        CancellationToken cancellationToken
    )
    {
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Inbox" ("Consumer", "MessageId", "ConsumedAt") VALUES ({consumer.Name}, {envelope.Id}, {DateTime.UtcNow}) ON CONFLICT DO NOTHING""",
            cancellationToken
        );
        if (isNew == 0)
        {
            CountDuplicate(consumer);
            return;
        }

        await consumer.ConsumeAsync(services, envelope, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void CountDuplicate(Consumer consumer) =>
        MessagingMetrics.Duplicates.Add(1, new KeyValuePair<string, object?>("consumer", consumer.Name));

    private async Task StoreDeadLetterAsync(
        Consumer consumer,
        EventEnvelope envelope,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await db.Set<DeadLetter>()
            .Where(letter => letter.Consumer == consumer.Name && letter.MessageId == envelope.Id)
            .ExecuteDeleteAsync(cancellationToken);
        db.Add(
            new DeadLetter
            {
                Id = Guid.CreateVersion7(),
                Consumer = consumer.Name,
                MessageId = envelope.Id,
                Type = envelope.Type,
                Subject = envelope.Subject,
                Envelope = JsonSerializer.Serialize(envelope, EventTypes.Json),
                Error = exception.ToString(),
                FailedAt = DateTimeOffset.UtcNow,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        MessagingMetrics.DeadLetters.Add(1, new KeyValuePair<string, object?>("consumer", consumer.Name));
    }
}
