using Microsoft.EntityFrameworkCore;
using Platform.Messaging;

namespace Platform.Data;

/// <summary>
/// The database of a service: its own tables and those of every service (outbox, inbox, dead letters, idempotency records, documents,
/// audit entries). The version of an <see cref="IVersioned"/> row is its concurrency token; enums are stored as camelCase strings.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options) : MessagingDbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("Idempotency");
            record.HasKey(row => row.Key);
            record.HasIndex(row => row.CreatedAt);
        });
        modelBuilder.Entity<Document>().ToTable("Documents");
        modelBuilder.Entity<DocumentPart>(part =>
        {
            part.ToTable("DocumentParts");
            part.HasKey(row => new { row.DocumentId, row.Number });
            part.HasOne<Document>().WithMany().HasForeignKey(row => row.DocumentId);
        });
        modelBuilder.Entity<AuditEntry>(audit =>
        {
            audit.ToTable("Decisions");
            audit.Property(row => row.Chosen).AsJson();
            audit.HasIndex(row => new { row.Subject, row.Id });
            audit.HasIndex(row => row.At);
        });
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IVersioned)))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            // We create the ids: EF must not generate them, and must treat a row with an id as new.
            if (entity.FindPrimaryKey() is { Properties: [{ ClrType: var key } id] } && key == typeof(Guid))
            {
                id.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Conventions.Add(_ => new EnumsAsCamelCase());
    }
}
