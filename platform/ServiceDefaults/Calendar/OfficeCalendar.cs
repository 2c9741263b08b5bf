using Microsoft.EntityFrameworkCore;

namespace Platform.ServiceDefaults.Calendar;

/// <summary>A row of a service: a year of the office calendar in the place of the built-in one.</summary>
public abstract class ReplacedYear
{
    /// <inheritdoc cref="CalendarYear.Year"/>
    public required int Year { get; init; }

    /// <inheritdoc cref="CalendarYear.Provisional"/>
    public bool Provisional { get; set; }

    /// <inheritdoc cref="CalendarYear.Closed"/>
    public IReadOnlyList<DateOnly> Closed { get; set; } = [];

    /// <inheritdoc cref="CalendarYear.Workdays"/>
    public IReadOnlyList<DateOnly> Workdays { get; set; } = [];
}

/// <summary>
/// The office calendar in force. What is dated by it and a change of it do not pass each other: whoever dates something shares the
/// calendar until the end of its transaction, whoever changes it has it alone, and so sees everything that was dated before. SQLite has
/// one writer at a time anyway.
/// </summary>
public static class OfficeCalendar
{
    private const long Lock = 0x63616C656E646172;

    /// <summary>For dating something in this transaction: no year changes before its end.</summary>
    public static async Task AcquireSharedCalendarAsync(this DbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Lock})", cancellationToken);
        }
    }

    /// <summary>For changing it in this transaction: whatever was dated before is there to be dated anew.</summary>
    public static async Task AcquireCalendarAsync(this DbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        }
    }

    /// <summary>The built-in years and those that were put in their place.</summary>
    public static BusinessCalendar Of(IEnumerable<ReplacedYear> replaced) =>
        replaced.Aggregate(BusinessCalendar.BuiltIn, (all, year) => all.With(
                new CalendarYear
                {
                    Year = year.Year,
                    Provisional = year.Provisional,
                    Closed = year.Closed,
                    Workdays = year.Workdays,
                }
            ));
}
