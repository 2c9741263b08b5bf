using Platform.ServiceDefaults.Calendar;

namespace Platform.Sandbox.Domain;

/// <summary>The length of a deadline, or the date itself that was set for it.</summary>
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
    /// The due date by counting days: the first day is not counted, nor is a day after a pause began up to the day on which it ended. A
    /// period of calendar days that ends on a closed day ends on the next business day (行政程序法第48條); extensions are business days
    /// after that. The order in which pauses and extensions were recorded therefore never matters.
    /// </summary>
    /// <param name="start">The day on which the period begins.</param>
    /// <param name="pauses">All pauses; one without an end is taken to end on <paramref name="asOf"/>.</param>
    /// <param name="extension">The business days of all extensions together.</param>
    /// <param name="calendar">The business days.</param>
    /// <param name="asOf">The date at which an open pause is looked at.</param>
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
                // A date that was set stays, unless business days before it were taken away by a pause: those are owed after it.
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

/// <summary>Announced with its reason by an officer.</summary>
internal sealed record Extension(int BusinessDays, string Reason, string By, DateOnly On);
