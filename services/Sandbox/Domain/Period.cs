using Platform.Calendar;

namespace Platform.Sandbox.Domain;

/// <summary>The length of a deadline, or its fixed due date.</summary>
internal sealed record Period
{
    public required PeriodUnit Unit { get; init; }

    public int Length { get; init; }

    public DateOnly? Date { get; init; }

    public static Period BusinessDays(int count) => new() { Unit = PeriodUnit.BusinessDays, Length = count };

    public static Period Days(int count) => new() { Unit = PeriodUnit.Days, Length = count };

    public static Period Months(int count) => new() { Unit = PeriodUnit.Months, Length = count };

    public static Period Until(DateOnly date) => new() { Unit = PeriodUnit.Date, Date = date };

    /// <summary>
    /// Returns the due date by counting days. The first day is not counted, nor are the days after the start of a pause up to and
    /// including its last. A period of calendar days that ends on a closed day ends on the next business day (行政程序法第48條); extensions are
    /// business days after that. The order in which pauses and extensions were recorded therefore never matters.
    /// </summary>
    /// <param name="start">The day on which the period begins.</param>
    /// <param name="pauses">All pauses; one that has no end counts as ending on <paramref name="asOf"/>.</param>
    /// <param name="extension">The business days of all extensions together.</param>
    /// <param name="calendar">The calendar of business days.</param>
    /// <param name="asOf">The day on which an open pause counts as ended.</param>
    public DateOnly DueOn(DateOnly start, IReadOnlyList<PausedDays> pauses, int extension, BusinessCalendar calendar, DateOnly asOf)
    {
        bool Paused(DateOnly day) => pauses.Any(pause => pause.From < day && day <= (pause.To ?? asOf));
        bool Worked(DateOnly day) => calendar.IsBusinessDay(day) && !Paused(day);

        switch (Unit)
        {
            case PeriodUnit.BusinessDays:
                return Count(start, Length + extension, Worked);

            case PeriodUnit.Days
            or PeriodUnit.Months:
                var days = Unit == PeriodUnit.Days ? Length : BusinessCalendar.EndOfPeriod(start, Length, 0).DayNumber - start.DayNumber;
                var end = Count(start, days, day => !Paused(day));
                while (!Worked(end))
                {
                    end = end.AddDays(1);
                }

                return Count(end, extension, Worked);

            default:
                // A fixed date stays, but the business days before it that a pause removed are added after it.
                var set = Date!.Value;
                var owed = 0;
                for (var day = start.AddDays(1); day <= set; day = day.AddDays(1))
                {
                    owed += calendar.IsBusinessDay(day) && Paused(day) ? 1 : 0;
                }

                return Count(set, owed + extension, Worked);
        }
    }

    private static DateOnly Count(DateOnly start, int count, Func<DateOnly, bool> counts)
    {
        var day = start;
        while (count > 0)
        {
            day = day.AddDays(1);
            if (counts(day))
            {
                count--;
            }
        }

        return day;
    }
}

/// <summary>Days that do not count: those after <paramref name="From"/> up to and including <paramref name="To"/>.</summary>
internal sealed record PausedDays(DateOnly From, DateOnly? To, string Reason);

/// <summary>An extension by an officer, announced with its reason.</summary>
internal sealed record Extension(int BusinessDays, string Reason, string By, DateOnly On);
