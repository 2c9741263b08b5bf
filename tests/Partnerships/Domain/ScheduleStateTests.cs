using Platform.Partnerships.Domain.Sessions;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class ScheduleStateTests
{
    private static readonly ScheduleState Planned = new()
    {
        Status = ScheduleStatus.Completed,
        Total = 1_100,
        Meetings = [new(Id(11), 0, 1, Id(1), Id(2), 500, Confirmed: false), new(Id(12), 1, 1, Id(1), Id(3), 600, Confirmed: true)],
    };

    [Fact]
    public void While_it_is_planned_a_schedule_can_only_be_cancelled()
    {
        var started = ScheduleState.None.Start(Id(9), DateTimeOffset.UnixEpoch).Value;

        Assert.True(started.IsPlanning);
        Assert.Equal("partnerships.schedule-running", started.Start(Id(8), DateTimeOffset.UnixEpoch).Error!.Code);
        Assert.Equal("partnerships.schedule-running", started.Confirm(Id(11)).Error!.Code);
        Assert.False(started.Cancel().Value.IsPlanning);
        Assert.Equal("partnerships.schedule-not-running", Planned.Cancel().Error!.Code);
    }

    [Fact]
    public void Planning_again_leaves_the_meetings_until_it_is_complete() =>
        Assert.Same(Planned.Meetings, Planned.Start(Id(9), DateTimeOffset.UnixEpoch).Value.Meetings);

    [Fact]
    public void Only_the_named_meeting_is_confirmed()
    {
        var open = Planned with { Meetings = [.. Planned.Meetings.Select(meeting => meeting with { Confirmed = false })] };

        Assert.Equal([true, false], open.Confirm(Id(11)).Value.Meetings.Select(meeting => meeting.Confirmed));
    }

    [Fact]
    public void A_participant_with_fewer_slots_loses_its_meetings_in_the_others_even_confirmed_ones()
    {
        var limited = Planned.Limit(Id(1), [0]);

        Assert.Equal([Id(11)], limited.Meetings.Select(meeting => meeting.Id));
        Assert.Equal(500, limited.Total);
        Assert.Equal(Planned.Total, Planned.Limit(Id(4), []).Total);
    }
}
