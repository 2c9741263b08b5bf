using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging;

/// <summary>
/// Publishes the outbox: in order within an aggregate, in parallel across aggregates, in windows of confirms. Several relays of one
/// service divide the work: on PostgreSQL each locks its lanes, so that no two publish the events of one aggregate at the same time.
/// </summary>
internal sealed class OutboxRelay(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    IEventBus bus,
    MessagingOptions options,
    ILogger<OutboxRelay> log
) : BackgroundLoop(log, signal)
{
    private const int Window = 500;
    private static readonly TimeSpan UntilBusIsComplete = TimeSpan.FromMilliseconds(50);
    private const int AdvisoryLockClass = 0x6F75_7462; // "outb"

    protected override string Name => $"The outbox of {options.Service}";

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken) =>
        bus is InProcessBus { IsComplete: false } ? UntilBusIsComplete
        : await RelayWindowAsync(cancellationToken) ? TimeSpan.Zero
        : options.OutboxPoll;

    private async Task<bool> RelayWindowAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var lanes = db.Database.IsNpgsql()
            ? await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            : null;

        var rows = await ReadWindowAsync(db, cancellationToken);
        if (rows.Count == 0)
        {
            MessagingMetrics.Depth.Record(0, Tag);
            MessagingMetrics.Age.Record(0, Tag);
            return false;
        }

        MessagingMetrics.Age.Record((DateTimeOffset.UtcNow - rows[0].Id.CreatedAt()).TotalSeconds, Tag);
        MessagingMetrics.Depth.Record(
            rows.Count < Window ? rows.Count : await db.Set<OutboxMessage>().LongCountAsync(cancellationToken),
            Tag
        );
        var outcome = new Outcome();
        await Parallel.ForEachAsync(
            rows.GroupBy(row => row.Subject),
            new ParallelOptions { MaxDegreeOfParallelism = bus is InProcessBus ? 4 : Window, CancellationToken = cancellationToken },
            (aggregate, token) => PublishInOrderAsync(aggregate, outcome, token)
        );

        LogFailures(outcome);
        await SaveOutcomeAsync(db, outcome, lanes is not null, cancellationToken);
        if (lanes is not null)
        {
            await lanes.CommitAsync(cancellationToken);
        }

        MessagingMetrics.Published.Add(outcome.Published.Count, Tag);
        return !outcome.Published.IsEmpty;
    }

    private static async Task<List<OutboxMessage>> ReadWindowAsync(MessagingDbContext db, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var outbox = db.Set<OutboxMessage>();
        var due = outbox.AsQueryable();
        if (db.Database.IsNpgsql())
        {
            // Two separate statements: the snapshot of the second one is from after the lock, so it cannot contain rows that another
            // relay has just removed.
            var mine = await db
                .Database.SqlQuery<int>(
                    $"""
                    SELECT "Lane" AS "Value" FROM (SELECT DISTINCT "Lane" FROM "Outbox" OFFSET 0) AS waiting
                    WHERE pg_try_advisory_xact_lock({AdvisoryLockClass}, "Lane")
                    """
                )
                .ToListAsync(cancellationToken);
            due = due.Where(row => mine.Contains(row.Lane));
        }

        // A failed row blocks only its own aggregate.
        var blocked = outbox.Where(row => row.NotBefore > now).Select(row => row.Subject);
        return await due.Where(row => !blocked.Contains(row.Subject))
            .OrderBy(row => row.Sequence)
            .Take(Window)
            .ToListAsync(cancellationToken);
    }

    private async ValueTask PublishInOrderAsync(IEnumerable<OutboxMessage> aggregate, Outcome outcome, CancellationToken cancellationToken)
    {
        foreach (var row in aggregate)
        {
            using var activity = MessagingMetrics.Activities.StartActivity(
                "outbox publish",
                System.Diagnostics.ActivityKind.Producer,
                row.TraceParent
            );
            activity?.SetTag("messaging.message.id", row.Id).SetTag("platform.event.type", row.Type);
            try
            {
                await bus.PublishAsync(EnvelopeOf(row), cancellationToken);
                outcome.Published.Add(row.Sequence);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, exception.Message);
                MessagingMetrics.Failures.Add(1, Tag);
                outcome.Failed.Add((row, exception));
                return;
            }
        }
    }

    /// <summary>Logs one line for an outage, which has one reason for the whole window, and one line for each other failure.</summary>
    private void LogFailures(Outcome outcome)
    {
        var away = outcome.Failed.Where(failed => Outage.IsReasonOf(failed.Reason) || Outage.IsOfBroker(failed.Reason)).ToArray();
        if (away is [var (_, reason), ..])
        {
            Log.LogWarning(
                "{Count} events of {Service} cannot be published ({Reason}); they wait in the outbox",
                away.Length,
                options.Service,
                reason.Message
            );
        }

        foreach (var (row, failure) in outcome.Failed.Except(away))
        {
            Log.LogWarning(
                failure,
                "{Type} of {Subject} cannot be published (attempt {Attempt})",
                row.Type,
                row.Subject,
                row.Attempts + 1
            );
        }
    }

    private static async Task SaveOutcomeAsync(
        MessagingDbContext db,
        Outcome outcome,
        bool inTransaction,
        CancellationToken cancellationToken
    )
    {
        await using var write = inTransaction ? null : await WriteTransaction.BeginAsync(db, cancellationToken);
        var published = outcome.Published.ToArray();
        await db.Set<OutboxMessage>().Where(row => published.Contains(row.Sequence)).ExecuteDeleteAsync(cancellationToken);
        foreach (var (row, reason) in outcome.Failed)
        {
            var notBefore = DateTimeOffset.UtcNow.AddSeconds(Math.Min(10, Math.Pow(2, row.Attempts)));
            await db.Set<OutboxMessage>()
                .Where(waiting => waiting.Sequence == row.Sequence)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(waiting => waiting.Attempts, row.Attempts + 1)
                            .SetProperty(waiting => waiting.NotBefore, notBefore)
                            .SetProperty(waiting => waiting.LastError, reason.Message),
                    cancellationToken
                );
        }

        if (write is not null)
        {
            await write.CommitAsync(cancellationToken);
        }
    }

    private EventEnvelope EnvelopeOf(OutboxMessage row) =>
        new()
        {
            Id = row.Id,
            Type = row.Type,
            Source = "/" + options.Service,
            Subject = row.Subject,
            Version = row.Version,
            Time = row.Time,
            Audience = JsonSerializer.Deserialize<Audience>(row.Audience, EventTypes.Json)!,
            TraceParent = row.TraceParent,
            Body = row.Body,
        };

    private KeyValuePair<string, object?> Tag => new("service", options.Service);

    private sealed class Outcome
    {
        public System.Collections.Concurrent.ConcurrentBag<long> Published { get; } = [];

        public System.Collections.Concurrent.ConcurrentBag<(OutboxMessage Row, Exception Reason)> Failed { get; } = [];
    }
}
