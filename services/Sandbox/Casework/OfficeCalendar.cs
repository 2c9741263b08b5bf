using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Sandbox.Casework;

/// <summary>The calendar in force: the built-in years and those that an operator put in their place. Built once per change, not per request.</summary>
internal sealed class OfficeCalendar
{
    private volatile Built built = new("", BusinessCalendar.BuiltIn);

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
