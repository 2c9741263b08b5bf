using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Sandbox.Casework;

/// <summary>The calendar in force: the built-in years and those that an operator put in their place. Built once per change, not per request.</summary>
internal sealed class OfficeCalendar
{
    private const long Lock = 0x63616C656E646172;

    private volatile Built built = new("", BusinessCalendar.BuiltIn);

    /// <summary>For dating something in this transaction: no year changes before its end, so that nothing is dated by a calendar that is no longer in force.</summary>
    public static async Task ShareAsync(SandboxDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Lock})", cancellationToken);
    }

    /// <summary>For changing it in this transaction: whatever was dated before is there to be dated anew. SQLite has one writer at a time anyway.</summary>
    public static async Task HoldAsync(SandboxDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
    }

    public async Task<BusinessCalendar> ReadAsync(SandboxDbContext db, CancellationToken cancellationToken)
    {
        var replaced = await db.CalendarYears.AsNoTracking().OrderBy(year => year.Year).ToListAsync(cancellationToken);
        var signature = string.Join(',', replaced.Select(year => $"{year.Year}:{year.Version}"));
        var known = built;
        if (known.Signature == signature)
            return known.Calendar;
        var calendar = replaced.Aggregate(BusinessCalendar.BuiltIn, (all, year) => all.With(new CalendarYear
        {
            Year = year.Year,
            Provisional = year.Provisional,
            Closed = year.Closed,
            Workdays = year.Workdays,
        }));
        built = new(signature, calendar);
        return calendar;
    }

    private sealed record Built(string Signature, BusinessCalendar Calendar);
}
