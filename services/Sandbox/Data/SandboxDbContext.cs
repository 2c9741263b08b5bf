using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;

namespace Platform.Sandbox.Data;

/// <summary>The service's own tables, besides those that every service has.</summary>
internal sealed class SandboxDbContext(DbContextOptions<SandboxDbContext> options) : ServiceDbContext(options)
{
    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

    public DbSet<ProvisionRow> Provisions => Set<ProvisionRow>();

    public DbSet<ConcernedAuthorityRow> ConcernedAuthorities => Set<ConcernedAuthorityRow>();

    public DbSet<AuthorityRow> Authorities => Set<AuthorityRow>();

    public DbSet<CitedDocumentRow> CitedDocuments => Set<CitedDocumentRow>();

    public DbSet<PhaseRow> Phases => Set<PhaseRow>();

    public DbSet<LikenessRow> Likenesses => Set<LikenessRow>();

    public DbSet<TimelineRow> Timeline => Set<TimelineRow>();

    public DbSet<CaseCounterRow> CaseCounters => Set<CaseCounterRow>();

    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();

    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    /// <summary>Returns the office calendar in force.</summary>
    public async Task<BusinessCalendar> CalendarAsync(CancellationToken cancellationToken) =>
        OfficeCalendar.Of(await CalendarYears.AsNoTracking().ToListAsync(cancellationToken));
}
