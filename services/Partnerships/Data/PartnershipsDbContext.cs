using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Platform.Partnerships.Data;

internal sealed class PartnershipsDbContext(DbContextOptions<PartnershipsDbContext> options) : ServiceDbContext(options)
{
    private const long ListingLock = 0x6C697374;

    public DbSet<Profile> Profiles => Set<Profile>();

    public DbSet<TrackedOrganisation> Organisations => Set<TrackedOrganisation>();

    public DbSet<IntroductionRow> Introductions => Set<IntroductionRow>();

    public DbSet<Milestone> Milestones => Set<Milestone>();

    public DbSet<CitedDocument> CitedDocuments => Set<CitedDocument>();

    public DbSet<OfficeYear> OfficeYears => Set<OfficeYear>();

    public DbSet<EditedTerm> Terms => Set<EditedTerm>();

    public DbSet<EditedProgramme> Programmes => Set<EditedProgramme>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<Schedule> Schedules => Set<Schedule>();

    /// <summary>
    /// Assigns the next listing number to profiles that are or were listed. A lock until the commit gives the numbers in the order of
    /// commits, so a reader that has seen a number has seen all before it.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var listed = ChangeTracker
            .Entries<Profile>()
            .Where(entry =>
                entry.State is EntityState.Added or EntityState.Modified
                && (entry.Entity.ActiveUntil ?? entry.Property(row => row.ActiveUntil).OriginalValue) is not null
            )
            .Select(entry => entry.Entity)
            .ToList();
        if (listed.Count > 0)
        {
            await this.AcquireLockAsync(ListingLock, cancellationToken);
            var next = await NewestListingAsync(cancellationToken) + 1;
            listed.ForEach(profile => profile.ListingVersion = next);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Returns the listing number of the latest change.</summary>
    public async Task<long> NewestListingAsync(CancellationToken cancellationToken) =>
        await Profiles.MaxAsync(profile => (long?)profile.ListingVersion, cancellationToken) ?? 0;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Profile>(profile =>
        {
            profile.Ignore(row => row.Current);
            profile.Property(row => row.Content).AsJson();
            profile.Property(row => row.Contact).AsJson();
            profile.HasIndex(row => row.OrganisationId).IsUnique();
            profile.HasIndex(row => new { row.Party, row.Id });
            profile.HasIndex(row => new { row.Economy, row.Id });
            profile.HasIndex(row => row.ListingVersion);
            profile.HasIndex(row => row.VettedUntil);
        });
        modelBuilder.Entity<TrackedOrganisation>(organisation =>
        {
            organisation.ToTable("Organisations");
            organisation.Property(row => row.Name).AsJson();
            organisation.Property(row => row.Sdgs).AsJson();
            organisation.Property(row => row.RegisteredPeriods).AsJson();
        });
        modelBuilder.Entity<IntroductionRow>(introduction =>
        {
            introduction.ToTable("Introductions");
            introduction.Ignore(row => row.Current);
            introduction.Property(row => row.Outcomes).AsJson();
            introduction.Property(row => row.Commitments).AsJson();
            introduction.HasOne<Profile>().WithMany().HasForeignKey(row => row.FromProfileId).OnDelete(DeleteBehavior.Restrict);
            introduction.HasOne<Profile>().WithMany().HasForeignKey(row => row.ToProfileId).OnDelete(DeleteBehavior.Restrict);
            introduction.HasIndex(row => new { row.FromProfileId, row.State });
            introduction.HasIndex(row => new { row.ToProfileId, row.RequestedOn });
            introduction.HasIndex(row => row.NextOn);
            introduction.HasIndex(row => row.LivePair).IsUnique();
        });
        modelBuilder.Entity<Milestone>(milestone =>
        {
            milestone.HasKey(row => new { row.IntroductionId, row.Stage });
            milestone.HasOne<IntroductionRow>().WithMany().HasForeignKey(row => row.IntroductionId);
        });
        modelBuilder.Entity<CitedDocument>(cited =>
        {
            cited.HasKey(row => new { row.DocumentId, row.IntroductionId });
            cited.HasOne<IntroductionRow>().WithMany().HasForeignKey(row => row.IntroductionId);
        });
        modelBuilder.Entity<OfficeYear>(year =>
        {
            year.HasKey(row => row.Year);
            year.Property(row => row.Year).ValueGeneratedNever();
            year.Property(row => row.Closed).AsJson();
            year.Property(row => row.Workdays).AsJson();
        });
        modelBuilder.Entity<EditedTerm>(term =>
        {
            term.Property(row => row.Term).AsJson();
            term.HasIndex(row => new { row.Kind, row.Code }).IsUnique();
        });
        modelBuilder.Entity<EditedProgramme>(programme =>
        {
            programme.Property(row => row.Programme).AsJson();
            programme.HasIndex(row => row.Code).IsUnique();
        });
        modelBuilder.Entity<Session>(session =>
        {
            session.Property(row => row.Name).AsJson();
            session.Property(row => row.Frame).AsJson();
        });
        modelBuilder.Entity<Participant>(participant =>
        {
            participant.HasKey(row => new { row.SessionId, row.ProfileId });
            participant.Property(row => row.AvailableSlots).AsJson();
            participant.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId);
            participant.HasOne<Profile>().WithMany().HasForeignKey(row => row.ProfileId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Schedule>(schedule =>
        {
            schedule.Ignore(row => row.Current);
            schedule.Property(row => row.Meetings).AsJson();
            schedule.Property(row => row.Unplaced).AsJson();
            schedule.HasOne<Session>().WithOne().HasForeignKey<Schedule>(row => row.Id);
            schedule.HasIndex(row => row.Status);
        });
    }
}
