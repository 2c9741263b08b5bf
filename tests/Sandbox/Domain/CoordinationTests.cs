using Platform.Calendar;
using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

public sealed class CoordinationTests
{
    [Fact]
    public void An_agenda_that_is_left_out_is_drafted_from_the_open_points()
    {
        var requested = OpinionsRequested()
            .After(c => Consultation.RequestOpinions(c, "motc", ["mof", "moj", "fsc"], Day("2026-03-31"), Agencies, On(Receipt)))
            .Opined("mof", Position.Object, Receipt)
            .Opined("moj", Position.Conditional, Receipt)
            .Opined("fsc", Position.Agree, Receipt)
            .Opined("moi", Position.NoObjection, Receipt);
        var meeting = Called(requested, On("2026-03-17")).Meetings.Single();
        Assert.Equal(
            [
                "交通部逾期未表示意見(期限 2026-03-16) / Ministry of Transportation and Communications: opinion late (due 2026-03-16)",
                "財政部反對 / Ministry of Finance: objects",
                "法務部附條件同意 / Ministry of Justice: agrees on conditions",
            ],
            meeting.Agenda
        );
        Assert.True(meeting.AgendaDrafted);
        Assert.Contains(
            "opinion still to come",
            Called(OpinionsRequested(), On(Receipt)).Meetings.Single().Agenda[0],
            StringComparison.Ordinal
        );
        Assert.Single(Called(Deciding(), On(Receipt)).Meetings.Single().Agenda);
        Assert.False(MeetingCalled().Meetings.Single().AgendaDrafted);
    }

    [Fact]
    public void A_cancelled_meeting_returns_the_case_to_where_its_opinions_put_it()
    {
        Assert.Equal((CaseStatus.Consulting, null), Left(Cancelled(Called(OpinionsRequested(), On(Receipt)))));
        Assert.Equal((CaseStatus.Deciding, null), Left(Cancelled(Called(Deciding(), On(Receipt)))));
        Assert.Equal((CaseStatus.Consulting, null), Left(Cancelled(Called(Confirmed(), On(Receipt)))));
        // The last opinion came while the meeting was called.
        Assert.Equal(
            (CaseStatus.Deciding, null),
            Left(
                Cancelled(
                    Called(OpinionsRequested(), On(Receipt)).Opined("motc", Position.Agree, Receipt).Opined("moi", Position.Agree, Receipt)
                )
            )
        );

        static (CaseStatus, MeetingDue?) Left(RegulatoryCase c) => (c.Status, c.MeetingDue);
    }

    [Fact]
    public void What_made_the_meeting_due_makes_one_due_again()
    {
        var disagreeing = OpinionsRequested().Opined("motc", Position.Agree, Receipt).Opined("moi", Position.Object, Receipt);
        Assert.Equal([MeetingReason.Disagreement], Cancelled(Called(disagreeing, On(Receipt))).MeetingDue!.Because);
        var late = Called(OpinionsRequested(), On("2026-03-17"));
        var cancelled = Coordination.Cancel(late, Only(late), "主席公出", On("2026-03-18")).Value;
        Assert.Equal([FactKind.MeetingCancelled, FactKind.MeetingDue], cancelled.Events.Select(fact => fact.Kind));
        Assert.Equal(
            (CaseStatus.Consulting, MeetingReason.LateOpinion),
            (cancelled.State.Status, cancelled.State.MeetingDue!.Because.Single())
        );
    }

    [Fact]
    public void Of_two_open_meetings_the_other_keeps_the_case_where_it_is()
    {
        var two = Called(Called(OpinionsRequested(), On(Receipt)), On(Receipt));
        var one = two.After(c => Coordination.Cancel(c, c.Meetings[0].Id, "併案", On(Receipt)));
        Assert.Equal(CaseStatus.MeetingCalled, one.Status);
        Assert.Equal("sandbox.meeting-already-cancelled", Coordination.Cancel(one, one.Meetings[0].Id, "再次", On(Receipt)).Error?.Code);
        Assert.Equal(
            "sandbox.meeting-already-cancelled",
            Coordination.RecordMinutes(one, one.Meetings[0].Id, "紀錄", [], [], On(Receipt)).Error?.Code
        );
        Assert.Equal(CaseStatus.Consulting, one.After(c => Coordination.Cancel(c, c.Meetings[1].Id, "併案", On(Receipt))).Status);
    }

    [Fact]
    public void A_meeting_that_was_held_is_not_cancelled_and_one_left_over_by_a_decision_is()
    {
        var recorded = MeetingCalled()
            .After(c => Coordination.RecordMinutes(c, Only(c), "紀錄", ["motc 科長", "moi 代理人"], [], On("2026-03-11")));
        Assert.Equal(["motc 科長", "moi 代理人"], recorded.Meetings.Single().Attended);
        Assert.Equal("sandbox.wrong-state", Coordination.Cancel(recorded, Only(recorded), "x", On("2026-03-11")).Error?.Code);
        var decided = MeetingCalled().After(c => Adjudication.Decide(c, Draft(Outcome.NoRestriction), On("2026-03-04")));
        Assert.Equal((CaseStatus.Decided, null), (Cancelled(decided).Status, Cancelled(decided).MeetingDue));
        var minuted = decided.After(c => Coordination.RecordMinutes(c, Only(c), "紀錄", [], [], On("2026-03-11")));
        Assert.Equal("sandbox.minutes-already-recorded", Coordination.Cancel(minuted, Only(minuted), "x", On("2026-03-11")).Error?.Code);
    }

    private static RegulatoryCase Called(RegulatoryCase c, Situation now) =>
        c.After(given => Coordination.Call(given, TaipeiTime.EndOfDay(now.Today.AddDays(7)), [], ["motc"], Agencies, now));

    private static RegulatoryCase Cancelled(RegulatoryCase c) =>
        c.After(given => Coordination.Cancel(given, Only(given), "主席公出", On(Receipt)));

    private static Guid Only(RegulatoryCase c) => c.Meetings.Single().Id;
}
