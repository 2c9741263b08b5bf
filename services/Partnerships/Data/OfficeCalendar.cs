using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships.Data;

/// <summary>
/// The office calendar in force. What is dated by it and a change of it do not pass each other: whoever dates something shares the calendar until the end of its
/// transaction, whoever changes it has it alone, and so sees everything that was dated before.
/// </summary>
internal static class OfficeCalendar
{
    private const long Lock = 0x63616C656E646172;

    /// <summary>For dating something in this transaction.</summary>
    public static async Task<BusinessCalendar> ShareCalendarAsync(this PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Lock})", cancellationToken);
        return Of(await db.OfficeYears.AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>For changing it in this transaction: the years that were replaced, tracked.</summary>
    public static async Task<List<OfficeYear>> HoldCalendarAsync(this PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        return await db.OfficeYears.ToListAsync(cancellationToken);
    }

    public static BusinessCalendar Of(IReadOnlyList<OfficeYear> replaced) => replaced.Count == 0 ? BusinessCalendar.BuiltIn : replaced.Aggregate(
        BusinessCalendar.BuiltIn,
        (all, year) => all.With(new CalendarYear { Year = year.Year, Provisional = year.Provisional, Closed = year.Closed, Workdays = year.Workdays }));
}
