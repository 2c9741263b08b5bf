using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts.Registry.V1;
using Platform.Data;

namespace Platform.Messaging.Tests;

/// <summary>The smallest service: shelves that say when they were changed, and a note of every report it hears of.</summary>
internal sealed class ShelfDbContext(DbContextOptions<ShelfDbContext> options) : ServiceDbContext(options)
{
    public DbSet<Shelf> Shelves => Set<Shelf>();

    public DbSet<ReportNote> ReportNotes => Set<ReportNote>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ReportNote>().HasKey(row => row.Number);
    }
}

internal sealed class Shelf : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public int Books { get; set; }
}

internal sealed class ReportNote
{
    public long Number { get; init; }

    public required Guid EventId { get; init; }

    public required string Subject { get; init; }

    public required long Version { get; init; }

    public required int Year { get; init; }
}

/// <summary>Notes a report, unless its organisation is poison just now.</summary>
[AddsOnly]
[ConsumerName("note-when-report-filed")]
internal sealed class NoteWhenReportFiled(ShelfDbContext db, PoisonedEvents poison) : IEventConsumer<ReportFiled>
{
    public Task ConsumeAsync(Delivery<ReportFiled> delivery)
    {
        var envelope = delivery.Envelope;
        db.Add(
            new ReportNote
            {
                EventId = envelope.Id,
                Subject = envelope.Subject,
                Version = envelope.Version,
                Year = delivery.Event.Year,
            }
        );
        return poison.Organisations.ContainsKey(delivery.Event.OrganisationId) ? throw poison.Fault() : Task.CompletedTask;
    }
}

internal sealed class PoisonedEvents
{
    public ConcurrentDictionary<Guid, bool> Organisations { get; } = new();

    /// <summary>What is wrong with them.</summary>
    public Func<Exception> Fault { get; set; } = () => new InvalidOperationException("This report cannot be noted.");
}

/// <summary>The tables, without migrations of their own.</summary>
internal sealed class Tables(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDbContext>();
        // A replica that started before has made them.
        if (
            !db.Database.IsNpgsql()
            || await db.Database.SqlQuery<bool>($"""SELECT to_regclass('"Outbox"') IS NULL AS "Value" """).SingleAsync(cancellationToken)
        )
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A bus behind a test's own idea of how it behaves.</summary>
internal sealed class TestBus(IEventBus inner) : IEventBus
{
    public ConcurrentQueue<EventEnvelope> Published { get; } = new();

    public Func<EventEnvelope, Task> Before { get; set; } = _ => Task.CompletedTask;

    public Func<EventEnvelope, Task> After { get; set; } = _ => Task.CompletedTask;

    public async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        await Before(envelope);
        await inner.PublishAsync(envelope, cancellationToken);
        Published.Enqueue(envelope);
        await After(envelope);
    }
}
