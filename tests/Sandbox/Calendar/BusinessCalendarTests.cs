using Platform.Calendar;

namespace Platform.Sandbox.Tests.Calendar;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.BuiltIn;

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", null);

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    [Theory]
    [InlineData(2025, 118)]
    [InlineData(2026, 120)]
    public void A_known_year_has_its_official_number_of_closed_days(int year, int closed) =>
        Assert.Equal(closed, DaysOf(year).Count(day => !Calendar.IsBusinessDay(day)));

    [Fact]
    public void Saturday_8_February_2025_was_a_working_day()
    {
        Assert.Equal(DayOfWeek.Saturday, Day("2025-02-08").DayOfWeek);
        Assert.True(Calendar.IsBusinessDay(Day("2025-02-08")));
        Assert.False(Calendar.IsBusinessDay(Day("2025-02-15")));
    }

    [Theory]
    [InlineData("2025-01-24", 1, "2025-02-03")] // the new-year week of 2025
    [InlineData("2025-02-07", 1, "2025-02-08")] // a make-up Saturday counts
    [InlineData("2025-02-07", 2, "2025-02-10")]
    [InlineData("2026-02-13", 1, "2026-02-23")] // the new-year week of 2026
    [InlineData("2026-02-14", 1, "2026-02-23")] // a closed first day changes nothing
    [InlineData("2026-02-26", 3, "2026-03-04")] // 27 February is closed
    [InlineData("2025-12-24", 5, "2026-01-02")] // Christmas and New Year's Day
    [InlineData("2026-11-20", 10, "2026-12-04")]
    [InlineData("2026-04-01", 0, "2026-04-01")]
    public void Business_days_are_counted_from_the_day_after(string start, int count, string end) =>
        Assert.Equal(Day(end), Calendar.AddBusinessDays(Day(start), count));

    [Theory]
    [InlineData("2025-08-01", 0, 60, "2025-09-30")] // the sixtieth day itself
    [InlineData("2025-11-30", 0, 60, "2026-01-29")]
    [InlineData("2025-12-19", 0, 60, "2026-02-23")] // ends on 17 February, within the new-year week
    [InlineData("2025-01-15", 1, 0, "2025-02-17")] // ends on a Saturday
    [InlineData("2025-01-08", 1, 0, "2025-02-08")] // ends on the make-up Saturday
    [InlineData("2026-01-31", 1, 0, "2026-03-02")] // 28 February is a Saturday
    [InlineData("2026-04-30", 1, 0, "2026-06-01")] // the whole of May, which ends on a Sunday
    [InlineData("2026-03-09", 1, 0, "2026-04-09")]
    public void A_calendar_period_that_ends_on_a_closed_day_ends_on_the_next_business_day(
        string start,
        int months,
        int days,
        string end
    ) => Assert.Equal(Day(end), Calendar.AddCalendarPeriod(Day(start), months, days));

    [Theory]
    [InlineData("2026-02-13", "2026-02-23", 1)]
    [InlineData("2026-02-23", "2026-02-13", -1)]
    [InlineData("2026-03-04", "2026-03-04", 0)]
    [InlineData("2026-03-02", "2026-03-04", 2)]
    [InlineData("2026-03-09", "2026-03-04", -3)]
    public void What_is_left_is_negative_when_late(string today, string due, int left) =>
        Assert.Equal(left, Calendar.BusinessDaysBetween(Day(today), Day(due)));

    [Theory]
    [InlineData(2028, "2028-02-28,2028-04-04,2028-05-01,2028-09-28,2028-10-10,2028-10-25,2028-12-25")] // 1 January is a Saturday: taken in 2027
    [InlineData(2032, "2032-01-01,2032-02-27,2032-04-05,2032-04-30,2032-09-28,2032-10-11,2032-10-25,2032-12-24,2032-12-31")]
    public void A_year_without_data_has_the_acts_fixed_days_and_is_provisional(int year, string closed)
    {
        Assert.Equal(closed.Split(',').Select(Day), Calendar.Year(year).Closed);
        Assert.True(Calendar.Year(year).Provisional);
    }

    [Fact]
    public void A_range_is_provisional_when_it_touches_a_provisional_year()
    {
        Assert.False(Calendar.IsProvisional(Day("2025-06-01"), Day("2026-12-31")));
        Assert.True(Calendar.IsProvisional(Day("2026-12-31"), Day("2027-01-01")));
        Assert.True(Calendar.IsProvisional(Day("2029-01-01"), Day("2029-01-02")));
    }

    [Fact]
    public void Replacing_a_year_gives_a_new_calendar_and_leaves_the_old_one_alone()
    {
        var typhoon = Day("2026-08-12");
        var year = Calendar.Year(2026);
        var changed = Calendar.With(year with { Closed = [.. year.Closed, typhoon] });

        Assert.True(Calendar.IsBusinessDay(typhoon));
        Assert.False(changed.IsBusinessDay(typhoon));
        Assert.Equal(Day("2026-08-13"), changed.AddBusinessDays(Day("2026-08-11"), 1));
        Assert.Equal(Calendar.Year(2025).Closed, changed.Year(2025).Closed);
    }

    [Fact]
    public void A_year_that_lists_a_date_of_another_year_or_a_date_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Calendar.With(new CalendarYear { Year = 2026, Closed = [Day("2025-01-01")] }));
        Assert.Throws<ArgumentException>(() =>
            Calendar.With(
                new CalendarYear
                {
                    Year = 2026,
                    Closed = [Day("2026-02-14")],
                    Workdays = [Day("2026-02-14")],
                }
            )
        );
    }

    [Fact]
    public void Taipei_is_eight_hours_ahead()
    {
        var lastMoment = new DateTimeOffset(2026, 2, 13, 15, 59, 59, TimeSpan.Zero);
        Assert.Equal(Day("2026-02-13"), TaipeiTime.DateOf(lastMoment));
        Assert.Equal(Day("2026-02-14"), TaipeiTime.DateOf(lastMoment.AddSeconds(1)));
        Assert.Equal(lastMoment.AddSeconds(1), TaipeiTime.EndOfDay(Day("2026-02-13")));
        Assert.Equal(TimeSpan.Zero, TaipeiTime.EndOfDay(Day("2026-02-13")).Offset);
    }
}
