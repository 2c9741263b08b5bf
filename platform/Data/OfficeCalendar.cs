using Microsoft.EntityFrameworkCore;
using Platform.Calendar;

namespace Platform.Data;

/// <summary>A row of a service: a year of the office calendar that replaces the built-in one.</summary>
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
/// The office calendar in force and its lock. A transaction that computes dates shares the lock until its end; a transaction that changes
/// the calendar has it exclusively, and so sees all dates that were computed before.
/// </summary>
public static class OfficeCalendar
{
    private const long Lock = 0x63616C656E646172;

    /// <summary>Acquires the shared lock, for computing dates in this transaction: no year changes before it ends.</summary>
    public static Task AcquireSharedCalendarAsync(this DbContext db, CancellationToken cancellationToken) =>
        db.AcquireSharedLockAsync(Lock, cancellationToken);

    /// <summary>
    /// Acquires the exclusive lock, for changing the calendar in this transaction: all dates computed before are visible and can be
    /// recalculated.
    /// </summary>
    public static Task AcquireCalendarAsync(this DbContext db, CancellationToken cancellationToken) =>
        db.AcquireLockAsync(Lock, cancellationToken);

    /// <summary>Returns the built-in years with the given replacements.</summary>
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
