using System.Reflection;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// Around every consumer, in every host: one transaction that first records (consumer, event) and then runs the consumer, so that a repetition
/// changes nothing; retries with growing pauses; and at last the dead letters, so that one poisoned event never blocks the others.
/// </summary>
internal sealed class InboxFilter<TConsumer, TDb>(MessagingOptions options) : IFilter<ConsumerConsumeContext<TConsumer>>
    where TConsumer : class
    where TDb : MessagingDbContext
{
    private static readonly string Consumer = ConsumerNames.Of(typeof(TConsumer));

    private static readonly MethodInfo SerializeMessage =
        typeof(InboxFilter<TConsumer, TDb>).GetMethod(nameof(Serialize), BindingFlags.NonPublic | BindingFlags.Static)!;

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    public async Task Send(ConsumerConsumeContext<TConsumer> context, IPipe<ConsumerConsumeContext<TConsumer>> next)
    {
        var services = context.GetPayload<IServiceProvider>();
        var db = services.GetRequiredService<TDb>();
        var isReplay = context.Headers.Get<string>("platform-replay") is not null;
        var log = services.GetRequiredService<ILogger<InboxFilter<TConsumer, TDb>>>();
        Exception? poison = null;
        for (var attempt = 0; ;)
        {
            try
            {
                if (poison is null)
                    await ConsumeOnceAsync(context, next, db, isReplay);
                else
                    await BuryAsync(context, db, poison);
                return;
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested && Outage.IsReasonOf(exception))
            {
                // Not the event's fault, so it never becomes a dead letter by it: it waits here, as every other event has to.
                db.ChangeTracker.Clear();
                log.LogWarning("{Consumer} waits with event {MessageId} for the database ({Reason})", Consumer, context.MessageId, exception.Message);
                await Task.Delay(Outage.Pause, context.CancellationToken);
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested && poison is null)
            {
                db.ChangeTracker.Clear();
                if (isReplay || attempt == options.Retries.Count)
                {
                    log.LogError(exception, "{Consumer} gives up on event {MessageId}: it is now a dead letter", Consumer, context.MessageId);
                    poison = exception;
                    continue;
                }

                log.LogWarning(exception, "{Consumer} failed on event {MessageId} (attempt {Attempt})", Consumer, context.MessageId, attempt + 1);
                await Task.Delay(options.Retries[attempt++], context.CancellationToken);
            }
            catch (Exception exception) when (context.CancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
            {
                // Whatever broke under the stop: only a cancellation gives the event back to the broker.
                throw new OperationCanceledException("The service stops.", exception, context.CancellationToken);
            }
        }
    }

    private static async Task ConsumeOnceAsync(
        ConsumerConsumeContext<TConsumer> context, IPipe<ConsumerConsumeContext<TConsumer>> next, TDb db, bool isReplay)
    {
        var id = context.MessageId!.Value;
        await using var write = await WriteTransaction.BeginAsync(db, context.CancellationToken);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Inbox" ("Consumer", "MessageId", "ConsumedAt") VALUES ({Consumer}, {id}, {DateTime.UtcNow}) ON CONFLICT DO NOTHING""",
            context.CancellationToken);
        if (isNew == 0)
        {
            MessagingMetrics.Duplicates.Add(1, new KeyValuePair<string, object?>("consumer", Consumer));
        }
        else
        {
            await next.Send(context);
            await db.SaveChangesAsync(context.CancellationToken);
        }

        if (isReplay)
            await db.Set<DeadLetter>().Where(letter => letter.Consumer == Consumer && letter.MessageId == id).ExecuteDeleteAsync(context.CancellationToken);
        await write.CommitAsync(context.CancellationToken);
    }

    private static async Task BuryAsync(ConsumerConsumeContext<TConsumer> context, TDb db, Exception exception)
    {
        var envelope = EventEnvelope.ReadFrom(context, () => BodyOf(context));
        await using var write = await WriteTransaction.BeginAsync(db, context.CancellationToken);
        await db.Set<DeadLetter>().Where(letter => letter.Consumer == Consumer && letter.MessageId == envelope.Id).ExecuteDeleteAsync(context.CancellationToken);
        db.Add(new DeadLetter
        {
            Id = Guid.CreateVersion7(),
            Consumer = Consumer,
            MessageId = envelope.Id,
            Type = envelope.Type,
            Subject = envelope.Subject,
            Envelope = JsonSerializer.Serialize(envelope, EventTypes.Json),
            Error = exception.ToString(),
            FailedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync(context.CancellationToken);
        await write.CommitAsync(context.CancellationToken);
        MessagingMetrics.DeadLetters.Add(1, new KeyValuePair<string, object?>("consumer", Consumer));
    }

    private static string BodyOf(ConsumeContext context)
    {
        var type = EventTypes.TypeOf(context.Headers.Get<string>("ce-type")!);
        return (string)SerializeMessage.MakeGenericMethod(type).Invoke(null, [context])!;
    }

    private static string Serialize<TMessage>(ConsumeContext context)
        where TMessage : class =>
        context.TryGetMessage<TMessage>(out var message)
            ? JsonSerializer.Serialize(message.Message, EventTypes.Json)
            : throw new InvalidOperationException($"Event {context.MessageId} does not hold a {typeof(TMessage)}.");
}
