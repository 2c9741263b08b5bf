using System.Collections.Concurrent;
using System.Text.Json;

namespace Platform.Calendar;

/// <summary>
/// The government's business days in Taiwan. It is immutable: <see cref="With"/> returns a new calendar. A year without data is computed
/// from the act and is provisional. No count includes the first day (行政程序法第48條第2項).
/// </summary>
public sealed class BusinessCalendar
{
    private readonly IReadOnlyDictionary<int, CalendarYear> data;
    private readonly ConcurrentDictionary<int, YearOfDays> years = new();

    /// <summary>Creates a calendar of the given years; all other years are computed.</summary>
    /// <exception cref="ArgumentException">A year is given twice, or lists a date of another year, or lists a date twice.</exception>
    public BusinessCalendar(IEnumerable<CalendarYear> years)
    {
        data = years.ToDictionary(year => year.Year, Checked);
    }

    /// <summary>The official calendars of 2025 and 2026, and 2027 computed from the act (provisional).</summary>
    public static BusinessCalendar BuiltIn { get; } = new(ReadBuiltIn());

    /// <summary>The years that have data, in order.</summary>
    public IEnumerable<CalendarYear> Years => data.Values.OrderBy(year => year.Year);

    /// <summary>Returns the data of a year, computed when none was given.</summary>
    public CalendarYear Year(int year) => Days(year).Data;

    /// <summary>Returns this calendar with one year replaced or added.</summary>
    /// <exception cref="ArgumentException">The year lists a date of another year, or lists a date twice.</exception>
    public BusinessCalendar With(CalendarYear year) => new(data.Values.Where(existing => existing.Year != year.Year).Append(year));

    /// <summary>Returns whether government offices work on this date.</summary>
    public bool IsBusinessDay(DateOnly date) => Days(date.Year).IsBusinessDay(date);

    /// <summary>Returns this date or, when it is closed, the next business day.</summary>
    public DateOnly NextBusinessDayOnOrAfter(DateOnly date)
    {
        while (!IsBusinessDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>Returns the <paramref name="count"/>-th business day after <paramref name="start"/>, which is not counted.</summary>
    /// <param name="start">The day on which the period begins; it may be a closed day.</param>
    /// <param name="count">The number of business days; 0 returns <paramref name="start"/> itself.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public DateOnly AddBusinessDays(DateOnly start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var date = start;
        while (count > 0)
        {
            date = date.AddDays(1);
            if (IsBusinessDay(date))
            {
                count--;
            }
        }

        return date;
    }

    /// <summary>
    /// Returns the number of business days after <paramref name="from"/> up to and including <paramref name="to"/>, that is, what is left
    /// until a due date. When <paramref name="to"/> has passed, it is negative: the business days after it up to and including <paramref
    /// name="from"/>.
    /// </summary>
    public int BusinessDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -BusinessDaysBetween(to, from);
        }

        var count = 0;
        for (var date = from; date < to; )
        {
            date = date.AddDays(1);
            if (IsBusinessDay(date))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>
    /// Returns the last day of a period of months and days after <paramref name="start"/>; when it is a closed day, the next business day
    /// (行政程序法第48條第4項).
    /// </summary>
    public DateOnly AddCalendarPeriod(DateOnly start, int months = 0, int days = 0) =>
        NextBusinessDayOnOrAfter(EndOfPeriod(start, months, days));

    /// <summary>
    /// Returns the last day of a period of months and days after <paramref name="start"/>, closed or not. A period of months ends on the
    /// day before the one that corresponds to its first counted day or, when there is no such day, at the end of the month
    /// (行政程序法第48條第3項): from 30 April, one month is the whole of May.
    /// </summary>
    public static DateOnly EndOfPeriod(DateOnly start, int months, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var end = months == 0 || start.AddDays(1).Day != 1 ? start.AddMonths(months) : start.AddDays(1).AddMonths(months).AddDays(-1);
        return end.AddDays(days);
    }

    /// <summary>Returns whether the official calendar of a year between the two dates, both included, is not known.</summary>
    public bool IsProvisional(DateOnly from, DateOnly to)
    {
        for (var year = from.Year; year <= to.Year; year++)
        {
            if (Days(year).Data.Provisional)
            {
                return true;
            }
        }

        return false;
    }

    private YearOfDays Days(int year) =>
        years.GetOrAdd(year, key => new YearOfDays(data.TryGetValue(key, out var supplied) ? supplied : CalendarYear.Computed(key)));

    private static CalendarYear Checked(CalendarYear year)
    {
        var dates = year.Closed.Concat(year.Workdays).ToArray();
        if (dates.Any(date => date.Year != year.Year) || dates.Distinct().Count() != dates.Length)
        {
            throw new ArgumentException($"The calendar of {year.Year} lists a date of another year, or a date twice.", nameof(year));
        }

        return year with
        {
            Closed = [.. year.Closed.Order()],
            Workdays = [.. year.Workdays.Order()],
        };
    }

    private static CalendarYear[] ReadBuiltIn()
    {
        using var stream = typeof(BusinessCalendar).Assembly.GetManifestResourceStream("Calendar.years.json")
            ?? throw new InvalidOperationException("The built-in calendar years are missing from the assembly.");
        return JsonSerializer.Deserialize<CalendarYear[]>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed class YearOfDays(CalendarYear data)
    {
        private readonly HashSet<DateOnly> closed = [.. data.Closed];
        private readonly HashSet<DateOnly> workdays = [.. data.Workdays];

        public CalendarYear Data => data;

        public bool IsBusinessDay(DateOnly date) => !closed.Contains(date) && (!CalendarYear.IsWeekend(date) || workdays.Contains(date));
    }
}
