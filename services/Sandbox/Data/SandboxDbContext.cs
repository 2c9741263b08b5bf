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

    /// <summary>
    /// Locks the case until the end of the transaction, so that an officer who acts at the moment at which a deadline passes is not
    /// refused because of it. SQLite needs no lock: it has one writer at a time.
    /// </summary>
    public async Task AcquireCaseAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Database.IsNpgsql())
        {
            await Database.ExecuteSqlAsync($"""SELECT 1 FROM "Requests" WHERE "Id" = {id} FOR UPDATE""", cancellationToken);
        }
    }

    /// <summary>
    /// Locks the list of authorities for writers. Without the lock, two concurrent changes could make two authorities each other's
    /// successors. SQLite needs none: it has one writer at a time.
    /// </summary>
    public async Task AcquireAuthoritiesAsync(CancellationToken cancellationToken)
    {
        if (Database.IsNpgsql())
        {
            await Database.ExecuteSqlAsync($"""LOCK TABLE "Authorities" IN SHARE ROW EXCLUSIVE MODE""", cancellationToken);
        }
    }

    /// <summary>
    /// Returns the next number of a case in a year. The row of the year is locked until this filing is committed or rolled back, so the
    /// numbers have no gap.
    /// </summary>
    public async Task<int> NextCaseNumberAsync(int year, CancellationToken cancellationToken) =>
        (
            await Database
                .SqlQuery<int>(
                    $"""
                    INSERT INTO "CaseCounters" ("Year", "Last") VALUES ({year}, 1)
                    ON CONFLICT ("Year") DO UPDATE SET "Last" = "CaseCounters"."Last" + 1 RETURNING "Last" AS "Value"
                    """
                )
                .ToListAsync(cancellationToken)
        ).Single();
}
