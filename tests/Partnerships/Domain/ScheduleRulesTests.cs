using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Tests.Domain;

/// <summary>Each rule finds the schedule that breaks it, and nothing else does.</summary>
public sealed class ScheduleRulesTests
{
    // Five participants, two slots, one table; the last comes to the second slot only, and 0 and 1 may not meet.
    private static readonly SessionProblem Session = new(
        2,
        1,
        [
            [0, 1],
            [0, 1],
            [0, 1],
            [0, 1],
            [1],
        ],
        1,
        (one, other) => one + other == 1 ? 0 : 100 + one + other
    );

    [Fact]
    public void A_valid_schedule_breaks_none() => Assert.Empty(Broken(new Meeting(0, 0, 2, 102), new Meeting(1, 1, 3, 104)));

    [Fact]
    public void A_barred_pair_is_found() => Assert.Equal(["0 and 1 may not meet, or not for 100"], Broken(new Meeting(0, 0, 1, 100)));

    [Fact]
    public void A_wrong_score_is_found() => Assert.Equal(["0 and 2 may not meet, or not for 103"], Broken(new Meeting(0, 0, 2, 103)));

    [Fact]
    public void A_pair_that_meets_twice_is_found() =>
        Assert.Contains("0 and 2 meet 2 times", Broken(new Meeting(0, 0, 2, 102), new Meeting(1, 0, 2, 102)));

    [Fact]
    public void A_slot_in_which_somebody_is_away_is_found() =>
        Assert.Equal(["4 is not available in slot 0"], Broken(new Meeting(0, 2, 4, 106)));

    [Fact]
    public void A_double_booking_is_found() =>
        Assert.Contains("2 has 2 meetings in slot 0", Broken(new Meeting(0, 0, 2, 102), new Meeting(0, 2, 3, 105)));

    [Fact]
    public void Too_many_meetings_of_one_are_found() =>
        Assert.Equal(["2 has 2 of 1 meetings"], Broken(new Meeting(0, 0, 2, 102), new Meeting(1, 2, 3, 105)));

    [Fact]
    public void More_meetings_than_tables_are_found() =>
        Assert.Equal(["slot 0 has 2 meetings at 1 tables"], Broken(new Meeting(0, 0, 2, 102), new Meeting(0, 1, 3, 104)));

    [Fact]
    public void A_total_that_is_wrong_or_above_its_bound_is_found()
    {
        var wrong = new SessionSchedule([new Meeting(0, 0, 2, 102)], 103, 500);
        var above = new SessionSchedule([new Meeting(0, 0, 2, 102)], 102, 101);

        Assert.Equal(["the total is not 103"], ScheduleRules.Violations(Session, wrong));
        Assert.Equal(["the total 102 exceeds the upper bound 101"], ScheduleRules.Violations(Session, above));
    }

    private static IReadOnlyList<string> Broken(params Meeting[] meetings) =>
        ScheduleRules.Violations(Session, new SessionSchedule(meetings, meetings.Sum(meeting => (long)meeting.Score), 1000));
}
