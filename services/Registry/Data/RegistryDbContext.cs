using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Platform.Registry.Data;

internal sealed class RegistryDbContext(DbContextOptions<RegistryDbContext> options) : ServiceDbContext(options)
{
    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();

    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportError> ImportErrors => Set<ImportError>();

    public DbSet<Claim> Claims => Set<Claim>();

    public DbSet<Appeal> Appeals => Set<Appeal>();

    public DbSet<IndustryPartner> IndustryPartners => Set<IndustryPartner>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var disclosed = ChangeTracker
            .Entries<OrganisationRow>()
            .Where(entry =>
                entry.State == EntityState.Added || entry is { State: EntityState.Modified } && entry.Property(row => row.Facts).IsModified
            )
            .Select(entry => entry.Entity)
            .ToArray();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var organisation in disclosed)
        {
            await SearchIndex.PutAsync(this, organisation, cancellationToken);
        }

        return saved;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ApplicationRow>(application =>
        {
            application.Ignore(row => row.Current);
            application.Property(row => row.Facts).AsJson();
            application.Property(row => row.Notes).AsJson();
            application.HasIndex(row => row.LiveIdentifier).IsUnique();
            application.HasIndex(row => new { row.Party, row.Id });
            application.HasIndex(row => new { row.Status, row.Id });
        });
        modelBuilder.Entity<OrganisationRow>(organisation =>
        {
            organisation.Ignore(row => row.History);
            organisation.Ignore(row => row.Current);
            organisation.Property(row => row.Facts).AsJson();
            organisation.Property(row => row.Procurement).AsJson();
            organisation.Property(row => row.TierVerdict).AsJson();
            organisation.HasIndex(row => row.DueOn);
            organisation.HasIndex(row => row.LiveIdentifier).IsUnique();
            organisation.HasIndex(row => row.Ubn);
            organisation.HasIndex(row => new { row.County, row.Id });
            organisation.HasIndex(row => new { row.Light, row.Id });
            // The index leaves out the value that nearly all rows have: a scan finds those.
            organisation.HasIndex(row => new { row.Status, row.Id }).HasFilter("\"Status\" <> 'registered'");
            organisation.HasIndex(row => new { row.Tier, row.Id }).HasFilter("\"Tier\" IS NOT NULL");
            organisation.HasMany(row => row.StatusPoints).WithOne().HasForeignKey(point => point.OrganisationId);
        });
        modelBuilder.Entity<OrganisationStatusPoint>(point =>
        {
            point.ToTable("StatusPoints");
            // The key allows at most one point for each day.
            point.HasKey(row => new { row.OrganisationId, row.EffectiveOn });
        });
        modelBuilder.Entity<SearchEntry>(entry =>
        {
            entry.HasKey(row => row.Number);
            entry.Property(row => row.Number).ValueGeneratedOnAdd();
            entry.HasIndex(row => row.OrganisationId).IsUnique();
        });
        modelBuilder.Entity<HistoryEntry>(entry =>
        {
            entry.ToTable("Changes");
            entry.Property(row => row.Fields).AsJson();
            // A history is always read by its subject.
            entry.HasKey(row => new { row.SubjectId, row.Id });
        });
        modelBuilder.Entity<Report>(report =>
        {
            report.Property(row => row.Documents).AsJson();
            report.HasIndex(row => new { row.OrganisationId, row.Year }).IsUnique();
        });
        modelBuilder.Entity<Claim>(claim =>
        {
            claim.Property(row => row.Evidence).AsJson();
            claim.HasIndex(row => row.LiveKey).IsUnique();
            claim.HasIndex(row => new { row.OrganisationId, row.Id });
            claim.HasIndex(row => new { row.Party, row.Id });
            claim.HasIndex(row => new { row.Status, row.Id });
        });
        modelBuilder.Entity<Appeal>(appeal =>
        {
            appeal.HasIndex(row => row.DecisionId).IsUnique();
            appeal.HasIndex(row => new { row.Party, row.Id });
            appeal.HasIndex(row => new { row.Status, row.Id });
        });
        modelBuilder.Entity<IndustryPartner>(partner =>
        {
            partner.Property(row => row.Name).AsJson();
            partner.Property(row => row.Pledge).AsJson();
            partner.HasIndex(row => row.Ubn).IsUnique();
            partner.HasMany(row => row.Links).WithOne().HasForeignKey(link => link.PartnerId);
        });
        modelBuilder.Entity<PartnerLink>().HasKey(row => new { row.PartnerId, row.OrganisationId });
        modelBuilder.Entity<Import>().HasIndex(row => new { row.Status, row.Id });
        modelBuilder.Entity<ImportError>().HasKey(row => new { row.ImportId, row.Line });
    }
}
