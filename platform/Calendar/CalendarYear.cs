namespace Platform.Calendar;

/// <summary>One year of the government's office calendar (政府行政機關辦公日曆表), as data that an operator can replace.</summary>
public sealed record CalendarYear
{
    /// <summary>The year of the common era.</summary>
    public required int Year { get; init; }

    /// <summary>True while the official calendar of this year is not known: dates that depend on it may still move.</summary>
    public bool Provisional { get; init; }

    /// <summary>Closed days besides the ordinary weekends, in order. A weekend day may be listed; it is closed either way.</summary>
    public required IReadOnlyList<DateOnly> Closed { get; init; }

    /// <summary>Saturdays and Sundays on which offices work to make up for another day, in order.</summary>
    public IReadOnlyList<DateOnly> Workdays { get; init; } = [];

    /// <summary>
    /// Returns the year as far as the act of 2025 (紀念日及節日實施條例) determines it: the holidays of the solar calendar. A holiday on a Saturday
    /// moves to the working day before, one on a Sunday to the working day after. The government announces the lunar holidays, so the
    /// year is provisional.
    /// </summary>
    /// <param name="year">A year from 1 to 9997.</param>
    public static CalendarYear Computed(int year)
    {
        // When 1 January of the next year is a Saturday, 31 December of this year is closed.
        var holidays = FixedHolidays(year).Append(new DateOnly(year + 1, 1, 1)).ToArray();
        var closed = new HashSet<DateOnly>(holidays);
        foreach (var holiday in holidays)
        {
            var step = holiday.DayOfWeek switch
            {
                DayOfWeek.Saturday => -1,
                DayOfWeek.Sunday => 1,
                _ => 0,
            };
            if (step == 0)
            {
                continue;
            }

            var substitute = holiday.AddDays(step);
            while (IsWeekend(substitute) || closed.Contains(substitute))
            {
                substitute = substitute.AddDays(step);
            }

            closed.Add(substitute);
        }

        return new CalendarYear
        {
            Year = year,
            Provisional = true,
            Closed = [.. closed.Where(day => day.Year == year && !IsWeekend(day)).Order()],
        };
    }

    internal static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<DateOnly> FixedHolidays(int year) =>
        [
            new(year, 1, 1),
            new(year, 2, 28),
            new(year, 4, 4),
            new(year, 5, 1),
            new(year, 9, 28),
            new(year, 10, 10),
            new(year, 10, 25),
            new(year, 12, 25),
        ];
}
