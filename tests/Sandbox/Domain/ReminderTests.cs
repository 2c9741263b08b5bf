using Microsoft.Extensions.Configuration;
using Platform.Calendar;
using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>
/// A deadline is reminded of once for each of its dates. Opinions are asked on Monday 2026-03-02, are due on 03-16 and reminded of on
/// 03-11.
/// </summary>
public sealed class ReminderTests
{
    [Theory]
    [InlineData("2026-03-10", 0)]
    [InlineData("2026-03-11", 2)] // three business days before
    [InlineData("2026-03-16", 2)] // late, because nobody looked; still in time
    [InlineData("2026-03-17", 0)] // missed: a reminder would come too late
    public void An_opinion_is_reminded_of_from_three_business_days_before_its_date_until_the_date(string on, int reminders)
    {
        var facts = OpinionsRequested()
            .Watch(Agencies, On(on))
            .Events.Where(fact => fact.Kind == FactKind.DeadlineApproaching && fact.Authority is not null)
            .ToArray();
        Assert.Equal(reminders, facts.Length);
        Assert.All(facts, fact => Assert.Equal(("opinion", FactView.Authority), (fact.Detail, fact.View)));
    }

    [Fact]
    public void The_watcher_waits_for_the_reminder_then_for_the_day_after_the_date()
    {
        var requested = Confirmed().After(c => Consultation.RequestOpinions(c, "motc", [], null, Agencies, On(Receipt)));
        Assert.Equal(Day("2026-03-11"), requested.WatchOn);
        var reminded = requested.Watch(Agencies, On("2026-03-11")).State;
        Assert.Equal(Day("2026-03-17"), reminded.WatchOn);
        Assert.Empty(reminded.Watch(Agencies, On("2026-03-16")).Events);
        Assert.Equal("reminded", reminded.The(DeadlineKind.Opinion).History[^1].What);
        Assert.Equal(
            [FactKind.DeadlineMissed, FactKind.MeetingDue],
            reminded.Watch(Agencies, On("2026-03-17")).Events.Select(fact => fact.Kind)
        );
    }

    [Fact]
    public void A_date_that_moved_to_a_later_one_is_reminded_of_again()
    {
        var extended = OpinionsRequested()
            .Watch(Agencies, On("2026-03-11"))
            .State.After(c => Adjudication.Extend(c, DeadlineKind.Opinion, "moi", 5, "案情複雜", On("2026-03-12")));
        Assert.Equal(
            (null, Day("2026-03-18")),
            (extended.The(DeadlineKind.Opinion, "motc").RemindOn, extended.The(DeadlineKind.Opinion, "moi").RemindOn!.Value)
        );
        Assert.DoesNotContain(extended.Watch(Agencies, On("2026-03-16")).Events, fact => fact.Authority == "moi");
        Assert.Equal(
            "moi",
            extended.Watch(Agencies, On("2026-03-18")).Events.Single(fact => fact.Kind == FactKind.DeadlineApproaching).Authority
        );
    }

    [Fact]
    public void What_stands_still_is_not_reminded_of_and_goes_on_with_its_reminder()
    {
        var paused = OpinionsRequested().After(c => Consultation.Pause(c, "moi", "函詢地方政府", On("2026-03-04")));
        Assert.Equal(["motc"], paused.Watch(Agencies, On("2026-03-12")).Events.Select(fact => fact.Authority));
        Assert.Equal(
            Day("2026-03-19"),
            paused.After(c => Consultation.Resume(c, "moi", On("2026-03-12"))).The(DeadlineKind.Opinion, "moi").RemindOn
        );
    }

    [Fact]
    public void A_changed_calendar_moves_the_reminder_of_a_date_that_stays()
    {
        var following = FollowingUp();
        Assert.Equal(Day("2026-06-23"), following.The(DeadlineKind.FollowUp).RemindOn);
        var typhoon = BusinessCalendar.BuiltIn.With(
            BusinessCalendar.BuiltIn.Year(2026) with
            {
                Closed = [.. BusinessCalendar.BuiltIn.Year(2026).Closed, Day("2026-06-25")],
            }
        );
        var redated = following.Redate(On(Receipt, calendar: typhoon)).State;
        Assert.Equal(
            (Day("2026-06-30"), Day("2026-06-22")),
            (redated.The(DeadlineKind.FollowUp).DueOn, redated.The(DeadlineKind.FollowUp).RemindOn!.Value)
        );
    }

    [Fact]
    public void A_date_that_was_set_nearer_than_its_reminder_is_not_reminded_of()
    {
        var requested = Confirmed().After(c => Consultation.RequestOpinions(c, "motc", [], Day("2026-03-05"), Agencies, On(Receipt)));
        Assert.Null(requested.The(DeadlineKind.Opinion).RemindOn);
    }

    [Fact]
    public void Reminders_are_configured_for_all_kinds_and_for_one_and_none_is_zero()
    {
        var clocks = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Reminders:Opinion", "0"), new("Reminders:FollowUp", "10"), new("ReminderBusinessDays", "7")])
            .Build()
            .Get<ClockLengths>()!;
        Assert.Equal(
            [0, 10, 7, 1],
            new[] { DeadlineKind.Opinion, DeadlineKind.FollowUp, DeadlineKind.Decision, DeadlineKind.Screen }.Select(clocks.ReminderOf)
        );
        var requested = Confirmed().After(c => Consultation.RequestOpinions(c, "motc", [], null, Agencies, On(Receipt, clocks: clocks)));
        Assert.Null(requested.The(DeadlineKind.Opinion).RemindOn);
    }
}
