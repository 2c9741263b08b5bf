using FsCheck;
using FsCheck.Fluent;
using Platform.Calendar;

namespace Platform.Sandbox.Tests.Calendar;

public sealed class BusinessCalendarPropertyTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.BuiltIn;

    private static readonly Arbitrary<DateOnly> Dates = Gen.Choose(0, 1825).Select(new DateOnly(2025, 1, 1).AddDays).ToArbitrary();

    private static readonly Arbitrary<int> Counts = Gen.Choose(0, 120).ToArbitrary();

    [Fact]
    public void Adding_and_counting_are_each_others_inverse() =>
        Prop.ForAll(Dates, Counts, (start, count) => Calendar.BusinessDaysBetween(start, Calendar.AddBusinessDays(start, count)) == count)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Days_can_be_added_in_two_steps() =>
        Prop.ForAll(Dates, Counts, Counts, (start, first, second) =>
                Calendar.AddBusinessDays(Calendar.AddBusinessDays(start, first), second) == Calendar.AddBusinessDays(start, first + second)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_count_of_at_least_one_ends_on_a_business_day() =>
        Prop.ForAll(Dates, Counts, (start, count) => count == 0 || Calendar.IsBusinessDay(Calendar.AddBusinessDays(start, count)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_period_ends_on_the_first_business_day_that_is_not_before_its_last_day() =>
        Prop.ForAll(Dates, Counts, (start, days) =>
            {
                var last = start.AddDays(days);
                var end = Calendar.AddCalendarPeriod(start, days: days);
                return end >= last
                    && Calendar.IsBusinessDay(end)
                    && Enumerable.Range(0, end.DayNumber - last.DayNumber).All(step => !Calendar.IsBusinessDay(last.AddDays(step)));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_left_changes_its_sign_with_the_direction() =>
        Prop.ForAll(Dates, Dates, (from, to) => Calendar.BusinessDaysBetween(from, to) == -Calendar.BusinessDaysBetween(to, from))
            .QuickCheckThrowOnFailure();
}
