using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.ServiceDefaults.Decisions;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// A service's database: its own tables, and those that every service has (outbox, inbox, dead letters, idempotency records, documents,
/// officials' decisions). A row that implements <see cref="IVersioned"/> gets its version as concurrency token; enums are kept as
/// camelCase strings.
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

            // Ids are ours: EF must not invent them, and a row with an id already set is new all the same.
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
