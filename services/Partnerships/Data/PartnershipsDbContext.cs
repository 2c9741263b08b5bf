using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Data;

namespace Platform.Partnerships.Data;

internal sealed class PartnershipsDbContext(DbContextOptions<PartnershipsDbContext> options) : ServiceDbContext(options)
{
    public DbSet<Profile> Profiles => Set<Profile>();

    public DbSet<KnownOrganisation> Organisations => Set<KnownOrganisation>();

    public DbSet<IntroductionRow> Introductions => Set<IntroductionRow>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<Schedule> Schedules => Set<Schedule>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Profile>(profile =>
        {
            profile.Ignore(row => row.Vetting);
            profile.Property(row => row.Content).AsJson();
            profile.Property(row => row.Contact).AsJson();
            profile.HasIndex(row => row.OrganisationId).IsUnique();
            profile.HasIndex(row => new { row.Party, row.Id });
            profile.HasIndex(row => new { row.Economy, row.Id });
        });
        modelBuilder.Entity<KnownOrganisation>(organisation =>
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
            introduction.HasOne<Profile>().WithMany().HasForeignKey(row => row.FromProfileId).OnDelete(DeleteBehavior.Restrict);
            introduction.HasOne<Profile>().WithMany().HasForeignKey(row => row.ToProfileId).OnDelete(DeleteBehavior.Restrict);
            introduction.HasIndex(row => new { row.FromProfileId, row.State });
            introduction.HasIndex(row => new { row.ToProfileId, row.RequestedOn });
            introduction.HasIndex(row => new { row.State, row.ExpiresOn });
            introduction.HasIndex(row => row.LivePair).IsUnique();
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
            schedule.Property(row => row.Meetings).AsJson();
            schedule.Property(row => row.Unplaced).AsJson();
            schedule.HasOne<Session>().WithOne().HasForeignKey<Schedule>(row => row.Id);
            schedule.HasIndex(row => row.Status);
        });
    }
}
