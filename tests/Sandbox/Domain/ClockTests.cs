using Platform.Calendar;
using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>Every row of the table of clocks. Receipt is Monday 2026-03-02 unless said.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Acknowledge_is_three_business_days_from_receipt_and_met_by_the_first_act_of_the_ndc()
    {
        var received = Received();
        Assert.Equal(Day("2026-03-05"), received.The(DeadlineKind.Acknowledge).DueOn);
        var assigned = received.After(c => Receiving.Assign(c, "ndc", On("2026-03-05")));
        Assert.Equal(DeadlineState.Met, assigned.The(DeadlineKind.Acknowledge).State);
        Assert.Equal(DeadlineState.Met, Received(by: Officer).The(DeadlineKind.Acknowledge).State);
    }

    [Fact]
    public void An_act_of_the_ndc_after_the_date_leaves_the_deadline_missed_and_keeps_the_day()
    {
        var change = Receiving.Assign(Received(), "ndc", On("2026-03-06")).Value;
        var deadline = change.State.The(DeadlineKind.Acknowledge);
        Assert.Equal((DeadlineState.Missed, Day("2026-03-06")), (deadline.State, deadline.EndedOn));
        Assert.Equal(FactKind.DeadlineMissed, change.Events[0].Kind);
    }

    [Fact]
    public void Screening_is_five_business_days_and_stands_still_while_the_applicant_owes_more()
    {
        var requested = Received().After(c => Receiving.Screen(c, ScreeningDecision.NeedMore, "缺營運計畫", null, On("2026-03-04")));
        var paused = requested.The(DeadlineKind.Screen);
        Assert.Equal(DeadlineState.Paused, paused.State);
        // Three of five days are left: the earliest possible date moves on while it is paused.
        Assert.Equal(Day("2026-03-09"), paused.DueAsOf(Day("2026-03-04"), BusinessCalendar.BuiltIn));
        Assert.Equal(Day("2026-03-19"), paused.DueAsOf(Day("2026-03-16"), BusinessCalendar.BuiltIn));
        Assert.DoesNotContain(requested.Elapse(On("2026-04-30")).State.Deadlines, d =>
            d is { Kind: DeadlineKind.Screen, State: DeadlineState.Missed }
        );

        var back = requested.After(c => Receiving.Supplement(c, "補件", [], On("2026-03-16", Applicant)));
        Assert.Equal(
            (DeadlineState.Running, Day("2026-03-19")),
            (back.The(DeadlineKind.Screen).State, back.The(DeadlineKind.Screen).DueOn)
        );
        Assert.Equal([new PausedDays(Day("2026-03-04"), Day("2026-03-16"), "缺營運計畫")], back.The(DeadlineKind.Screen).Pauses);
    }

    [Theory]
    [InlineData("Accept")]
    [InlineData("Decline")]
    public void A_screening_decision_meets_the_screening_deadline(string decision)
    {
        var screened = Received().After(c => Receiving.Screen(c, Enum.Parse<ScreeningDecision>(decision), "理由", null, On("2026-03-09")));
        Assert.Equal(DeadlineState.Met, screened.The(DeadlineKind.Screen).State);
    }

    [Fact]
    public void The_question_has_one_month_from_acceptance_without_the_days_of_waiting_for_the_applicant()
    {
        var sent = Accepted().After(c => Questioning.Send(c, "問題", On("2026-03-10")));
        Assert.Equal(Day("2026-04-02"), Accepted().The(DeadlineKind.Question).DueOn);
        Assert.Equal(DeadlineState.Paused, sent.The(DeadlineKind.Question).State);

        var confirmed = sent.After(c => Questioning.Confirm(c, On("2026-03-16", Applicant)));
        Assert.Equal(Day("2026-04-08"), confirmed.The(DeadlineKind.Question).DueOn);
        var requested = confirmed.After(c => Consultation.RequestOpinions(c, "motc", [], null, Agencies, On("2026-03-17")));
        Assert.Equal(DeadlineState.Met, requested.The(DeadlineKind.Question).State);
    }

    [Fact]
    public void Each_authority_has_ten_business_days_of_its_own_or_the_date_that_was_set()
    {
        var requested = OpinionsRequested()
            .After(c => Consultation.RequestOpinions(c, "motc", ["mof"], Day("2026-03-31"), Agencies, On("2026-03-04")));
        Assert.Equal(Day("2026-03-16"), requested.The(DeadlineKind.Opinion, "motc").DueOn);
        Assert.Equal(Day("2026-03-16"), requested.The(DeadlineKind.Opinion, "moi").DueOn);
        Assert.Equal(Day("2026-03-31"), requested.The(DeadlineKind.Opinion, "mof").DueOn);
    }

    [Fact]
    public void An_announced_reason_pauses_one_opinion_and_leaves_the_others_alone()
    {
        var paused = OpinionsRequested().After(c => Consultation.Pause(c, "moi", "函詢地方政府", On("2026-03-04")));
        var resumed = paused.After(c => Consultation.Resume(c, "moi", On("2026-03-06")));
        Assert.Equal(Day("2026-03-18"), resumed.The(DeadlineKind.Opinion, "moi").DueOn);
        Assert.Equal(Day("2026-03-16"), resumed.The(DeadlineKind.Opinion, "motc").DueOn);
    }

    [Fact]
    public void A_case_that_cites_a_precedent_takes_half_the_authoritys_time() =>
        Assert.Equal(
            Day("2026-03-09"),
            OpinionsRequested(Parking with { IdenticalTo = "RA-2025-0001" }).The(DeadlineKind.Opinion, "motc").DueOn
        );

    [Fact]
    public void The_decision_has_sixty_days_that_lapse_with_their_extensions_and_start_again_when_the_file_is_complete_again()
    {
        var extended = Received().After(c => Adjudication.Extend(c, DeadlineKind.Decision, null, 10, "跨部會", On(Receipt)));
        Assert.Equal(Day("2026-05-04"), Received().The(DeadlineKind.Decision).DueOn); // the sixtieth day, 1 May, is closed
        Assert.Equal(Day("2026-05-18"), extended.The(DeadlineKind.Decision).DueOn);

        var requested = extended.After(c => Receiving.Screen(c, ScreeningDecision.NeedMore, "缺件", null, On("2026-03-04")));
        Assert.Equal(DeadlineState.Lapsed, requested.The(DeadlineKind.Decision).State);
        var back = requested.After(c => Receiving.Supplement(c, "補件", [], On("2026-04-01", Applicant)));
        Assert.Equal(
            [(DeadlineState.Lapsed, Day("2026-03-02")), (DeadlineState.Running, Day("2026-04-01"))],
            back.Deadlines.Where(d => d.Kind == DeadlineKind.Decision).Select(d => (d.State, d.StartedOn))
        );
        Assert.Equal(Day("2026-06-01"), back.The(DeadlineKind.Decision).DueOn); // 31 May is a Sunday
        Assert.Empty(back.The(DeadlineKind.Decision).Extensions);
    }

    [Theory]
    [InlineData("2026-05-04", false)]
    [InlineData("2026-05-05", true)]
    public void A_decision_after_its_date_is_answered_too_late(string on, bool late)
    {
        var decided = Deciding().After(c => Adjudication.Decide(c, Draft(Outcome.NoRestriction), On(on)));
        Assert.Equal(late, decided.Ruling!.AnsweredTooLate);
    }

    [Fact]
    public void A_follow_up_and_a_trial_report_have_their_own_dates()
    {
        Assert.Equal(Day("2026-06-30"), FollowingUp().The(DeadlineKind.FollowUp).DueOn);
        var done = FollowingUp().After(c => Aftercare.Update(c, c.FollowUps[0].Id, FollowUpStatus.Done, "已修正", On("2026-06-30")));
        Assert.Equal(DeadlineState.Met, done.The(DeadlineKind.FollowUp).State);

        Assert.Equal(Day("2026-09-02"), InTrial().The(DeadlineKind.TrialReport).DueOn);
        var reported = InTrial().After(c => Trials.Report(c, "期末報告", false, null, [], On("2026-09-02", Applicant)));
        Assert.Equal(DeadlineState.Met, reported.The(DeadlineKind.TrialReport).State);
    }

    [Theory]
    [InlineData("2025-01-20", "2025-01-23", "2025-02-03")] // the new-year week of 2025, five business days
    [InlineData("2025-02-03", "2025-02-06", "2025-02-08")] // ends on the Saturday that was worked
    [InlineData("2026-02-11", "2026-02-23", "2026-02-25")] // the new-year week of 2026
    [InlineData("2025-12-29", "2026-01-02", "2026-01-06")]
    public void Worked_dates_of_acknowledgement_and_screening(string receipt, string acknowledge, string screen)
    {
        var received = Received(on: Day(receipt));
        Assert.Equal(Day(acknowledge), received.The(DeadlineKind.Acknowledge).DueOn);
        Assert.Equal(Day(screen), received.The(DeadlineKind.Screen).DueOn);
    }

    // Counted by hand from the lists of closed days of 2025 and 2026.
    [Theory]
    [InlineData("2025-01-20", "2025-02-20", "2025-02-08", "2025-03-21")] // over the new-year week; ten business days end on the Saturday that was worked
    [InlineData("2025-01-24", "2025-02-24", "2025-02-13", "2025-03-25")]
    [InlineData("2025-02-03", "2025-03-03", "2025-02-14", "2025-04-07")] // the sixtieth day, 4 April, is closed, and the weekend after it
    [InlineData("2025-02-07", "2025-03-07", "2025-02-20", "2025-04-08")]
    [InlineData("2025-03-31", "2025-04-30", "2025-04-16", "2025-06-02")] // from the last of a month, one month is the whole of the next; 30 May is closed
    [InlineData("2025-12-09", "2026-01-09", "2025-12-23", "2026-02-09")] // 7 February 2026 is a Saturday like any other
    [InlineData("2026-01-20", "2026-02-23", "2026-02-03", "2026-03-23")] // 20 February lies in the new-year week
    [InlineData("2026-02-11", "2026-03-11", "2026-03-05", "2026-04-13")]
    [InlineData("2026-02-13", "2026-03-13", "2026-03-09", "2026-04-14")] // over the new-year week and 27 February
    [InlineData("2026-08-31", "2026-09-30", "2026-09-14", "2026-10-30")]
    public void Worked_dates_of_the_question_the_opinion_and_the_decision(string start, string question, string opinion, string decision)
    {
        var clocks = new ClockLengths();
        DateOnly Due(DeadlineKind kind) =>
            Deadline.Start(Guid.Empty, kind, Day(start), clocks.Of(kind), "", BusinessCalendar.BuiltIn).DueOn;
        Assert.Equal(
            (Day(question), Day(opinion), Day(decision)),
            (Due(DeadlineKind.Question), Due(DeadlineKind.Opinion), Due(DeadlineKind.Decision))
        );
    }

    [Fact]
    public void A_due_date_in_a_year_without_an_official_calendar_is_provisional_and_is_redated_with_it()
    {
        var received = Received(on: Day("2026-12-30"));
        Assert.False(Received().The(DeadlineKind.Acknowledge).Provisional);
        Assert.True(received.The(DeadlineKind.Screen).Provisional);
        Assert.Equal(Day("2027-01-07"), received.The(DeadlineKind.Screen).DueOn);

        var official = BusinessCalendar.BuiltIn.With(
            BusinessCalendar.BuiltIn.Year(2027) with
            {
                Provisional = false,
                Closed = [Day("2027-01-01"), Day("2027-01-04")],
            }
        );
        var met = received.After(c => Receiving.Assign(c, "ndc", On("2026-12-31")));
        var redated = met.Redate(On(Day("2026-12-31"), calendar: official)).State;
        Assert.Equal((Day("2027-01-08"), false), (redated.The(DeadlineKind.Screen).DueOn, redated.The(DeadlineKind.Screen).Provisional));
        Assert.Equal(met.The(DeadlineKind.Acknowledge), redated.The(DeadlineKind.Acknowledge)); // ended ones never move
    }

    [Fact]
    public void Passing_a_date_is_noticed_once()
    {
        var first = Received().Elapse(On("2026-03-10"));
        Assert.Equal(["acknowledge", "screen"], first.Events.Select(fact => fact.Detail));
        Assert.Empty(first.State.Elapse(On("2026-03-11")).Events);
        Assert.Empty(Received().Elapse(On("2026-03-05")).Events); // the last day itself is in time
    }
}
