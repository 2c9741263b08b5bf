using Platform.Partnerships.Domain.Sessions;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class SessionFrameTests
{
    [Fact]
    public void Slots_that_overlap_or_end_before_they_start_are_refused()
    {
        var nine = new DateTimeOffset(2026, 11, 5, 9, 0, 0, TimeSpan.Zero);
        SessionSlot Slot(int from, int to) => new(nine.AddMinutes(from), nine.AddMinutes(to));

        Assert.Equal("partnerships.slots-overlap", SessionFrame.Create([Slot(20, 40), Slot(0, 21)], 2, null).Error!.Code);
        Assert.Equal("partnerships.slot-invalid", SessionFrame.Create([Slot(0, 0)], 2, null).Error!.Code);
        Assert.Equal("partnerships.session-size", SessionFrame.Create([], 2, null).Error!.Code);
        Assert.Equal("partnerships.session-size", SessionFrame.Create([Slot(0, 20)], 0, null).Error!.Code);
        var frame = SessionFrame.Create([Slot(0, 20), Slot(20, 40)], 2, null).Value;
        Assert.Equal("partnerships.slot-unknown", frame.Admit(Id(1), [0, 2]).Error!.Code);
        Assert.Equal([0, 1], frame.Admit(Id(1), null).Value.AvailableSlots);
    }
}
