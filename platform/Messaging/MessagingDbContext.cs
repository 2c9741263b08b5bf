using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Messaging;

/// <summary>The database of a service: its own tables, and the outbox, inbox and dead letters of every service.</summary>
public abstract class MessagingDbContext(DbContextOptions options) : DbContext(options)
{
    internal const int Lanes = 64;

    internal HashSet<WakeSignal> ToWake { get; set; } = [];

    /// <summary>
    /// Wakes a worker after the transaction has committed. If it were woken earlier, it would not see the new rows yet and would wait
    /// again.
    /// </summary>
    public void WakeOnCommit(WakeSignal worker) => ToWake.Add(worker);

    /// <summary>
    /// Stages an event about an aggregate: it is published after, and only if, the transaction commits. The event has the version that
    /// the aggregate has after this change.
    /// </summary>
    /// <param name="aggregate">The tracked aggregate that changed.</param>
    /// <param name="event">A record of <c>Platform.Contracts</c>.</param>
    /// <param name="audience">Who may see the event and who is notified of it.</param>
    /// <param name="at">When it happened, by the business clock.</param>
    public void Publish(IVersioned aggregate, object @event, Audience audience, DateTimeOffset at) =>
        Publish(aggregate.Id.ToString(), NextVersion(Entry(aggregate)), @event, audience, at);

    /// <summary>Stages an event about something other than one aggregate row of this context.</summary>
    public void Publish(string subject, long version, object @event, Audience audience, DateTimeOffset at)
    {
        Set<OutboxMessage>()
            .Add(
                new OutboxMessage
                {
                    Id = Guid.CreateVersion7(),
                    Lane = LaneOf(subject),
                    Type = EventTypes.NameOf(@event.GetType()),
                    Subject = subject,
                    Version = version,
                    Time = at,
                    Audience = JsonSerializer.Serialize(audience, EventTypes.Json),
                    Body = JsonSerializer.Serialize(@event, @event.GetType(), EventTypes.Json),
                    TraceParent = Activity.Current?.Id,
                }
            );
        if (Relay is { } relay)
        {
            WakeOnCommit(relay);
        }
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                NextVersion(entry);
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // SQLite can neither order nor compare DateTimeOffset, and PostgreSQL stores whole microseconds; so both store UTC, truncated to
        // microseconds.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("Outbox");
            outbox.HasKey(row => row.Sequence);
            outbox.Property(row => row.Sequence).ValueGeneratedOnAdd();
            outbox.HasIndex(row => new { row.Lane, row.Sequence });
        });
        modelBuilder.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("Inbox");
            inbox.HasKey(row => new { row.Consumer, row.MessageId });
            inbox.HasIndex(row => row.ConsumedAt);
        });
        modelBuilder.Entity<DeadLetter>(letter =>
        {
            letter.ToTable("DeadLetters");
            letter.HasIndex(row => new { row.Consumer, row.MessageId }).IsUnique();
        });
    }

    private OutboxSignal? Relay =>
        this.GetService<IDbContextOptions>()
            .FindExtension<CoreOptionsExtension>()
            ?.ApplicationServiceProvider?.GetService(typeof(OutboxSignal)) as OutboxSignal;

    /// <summary>Sets and returns the version in the database plus one; it rises once per save, however many events are staged.</summary>
    private static long NextVersion(EntityEntry entry)
    {
        var version = entry.Property(nameof(IVersioned.Version));
        var saved = entry.State is EntityState.Added or EntityState.Detached ? 0 : (long)version.OriginalValue!;
        version.CurrentValue = saved + 1;
        return saved + 1;
    }

    internal static int LaneOf(string subject)
    {
        // FNV-1a: the lane must be the same in every process, which string.GetHashCode does not guarantee.
        var hash = 2166136261u;
        foreach (var c in subject)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash % Lanes);
    }

    private sealed class UtcInstant()
        : ValueConverter<DateTimeOffset, DateTime>(
            instant => new DateTime(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc),
            stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc))
        );
}
