using Platform.Calendar;
using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

public sealed class ProcedureTests
{
    [Fact]
    public void A_late_opinion_makes_a_meeting_due_once()
    {
        var elapsed = OpinionsRequested().Opined("motc", Position.Agree, Receipt).Elapse(On("2026-03-17"));
        Assert.Equal([FactKind.DeadlineMissed, FactKind.MeetingDue], elapsed.Events.Select(fact => fact.Kind));
        Assert.Equal("moi", elapsed.Events[0].Authority);
        Assert.Equal([MeetingReason.LateOpinion], elapsed.State.MeetingDue!.Because);
        Assert.Equal(CaseStatus.Consulting, elapsed.State.Status);
    }

    [Fact]
    public void Two_opinions_late_at_once_are_two_missed_deadlines_and_one_meeting()
    {
        var elapsed = OpinionsRequested().Elapse(On("2026-03-17"));
        Assert.Equal([FactKind.DeadlineMissed, FactKind.DeadlineMissed, FactKind.MeetingDue], elapsed.Events.Select(fact => fact.Kind));
    }

    [Fact]
    public void An_objection_against_an_agreement_makes_a_meeting_due_and_the_meeting_says_why()
    {
        var opposed = OpinionsRequested().Opined("motc", Position.Agree, Receipt).Opined("moi", Position.Object, Receipt);
        Assert.Equal((CaseStatus.Consulting, MeetingReason.Disagreement), (opposed.Status, opposed.MeetingDue!.Because.Single()));

        var called = opposed.After(c =>
            Coordination.Call(c, TaipeiTime.StartOfDay(Day("2026-03-10")), ["意見不一"], [], Agencies, On(Receipt))
        );
        Assert.Null(called.MeetingDue);
        Assert.Equal([MeetingReason.Disagreement], called.Meetings.Single().Because);
    }

    [Fact]
    public void A_late_opinion_is_kept_as_late_and_ends_the_need_for_a_meeting_when_nobody_contradicts()
    {
        var late = OpinionsRequested().Opined("motc", Position.Agree, Receipt).Opined("moi", Position.Conditional, Day("2026-03-18"));
        Assert.True(late.Opinions.Single(opinion => opinion.Authority == "moi").Late);
        Assert.Equal(DeadlineState.Missed, late.The(DeadlineKind.Opinion, "moi").State);
        Assert.Equal(CaseStatus.Deciding, late.Status);
        Assert.Null(late.MeetingDue);
    }

    [Fact]
    public void Resolutions_of_a_meeting_become_follow_ups_with_their_dates()
    {
        var meeting = MeetingCalled();
        var minuted = meeting.After(c =>
            Coordination.RecordMinutes(
                c,
                c.Meetings[0].Id,
                "紀錄",
                [],
                [new Resolution("修正要點", "motc", Day("2026-05-29"))],
                On("2026-03-11")
            )
        );
        Assert.Equal(CaseStatus.Deciding, minuted.Status);
        Assert.Equal(Day("2026-05-29"), minuted.The(DeadlineKind.FollowUp).DueOn);
        Assert.Equal(
            "sandbox.minutes-already-recorded",
            Coordination
                .RecordMinutes(
                    minuted with
                    {
                        Status = CaseStatus.MeetingCalled,
                    },
                    minuted.Meetings[0].Id,
                    "再記",
                    [],
                    [],
                    On("2026-03-11")
                )
                .Error?.Code
        );
    }

    [Fact]
    public void An_authority_is_asked_once_and_a_second_lead_is_refused()
    {
        Assert.Equal(
            "sandbox.authority-already-asked",
            Consultation.RequestOpinions(OpinionsRequested(), "motc", ["moi"], null, Agencies, On(Receipt)).Error?.Code
        );
        Assert.Equal(
            "sandbox.authority-already-asked",
            Consultation.RequestOpinions(OpinionsRequested(), "motc", [], null, Agencies, On(Receipt)).Error?.Code
        );
        Assert.Equal(
            "sandbox.lead-already-chosen",
            Consultation.RequestOpinions(OpinionsRequested(), "mof", [], null, Agencies, On(Receipt)).Error?.Code
        );
        Assert.Equal(
            "sandbox.authority-twice",
            Consultation.RequestOpinions(Confirmed(), "mof", ["mof"], null, Agencies, On(Receipt)).Error?.Code
        );
        Assert.Equal(
            "sandbox.date-in-past",
            Consultation.RequestOpinions(Confirmed(), "mof", [], Receipt, Agencies, On(Receipt)).Error?.Code
        );
    }

    [Fact]
    public void An_unknown_authority_is_refused_with_the_nearest_one()
    {
        var error = Consultation.RequestOpinions(Confirmed(), "moff", [], null, Agencies, On(Receipt)).Error!;
        Assert.Equal(("sandbox.authority-unknown", "$.lead"), (error.Code, error.Path));
        Assert.Contains("\"mof\"", error.En, StringComparison.Ordinal);
        Assert.Equal("moa", Agencies.Nearest("農業部會", Receipt).Code);
    }

    [Fact]
    public void A_renamed_authority_is_refused_with_its_successor()
    {
        var error = Agencies.Refusal("coa", Receipt, "$.lead")!;
        Assert.Equal("sandbox.authority-retired", error.Code);
        Assert.Contains("\"moa\"", error.En, StringComparison.Ordinal);
        Assert.Null(Agencies.Refusal("coa", Day("2023-07-31"), "$.lead"));
    }

    [Fact]
    public void The_authorities_are_complete_and_each_successor_exists()
    {
        Assert.Equal(22, Agencies.All.Count(authority => Authorities.IsLocal(authority.Code)));
        Assert.All(["ndc", "moea", "mof", "mol", "mohw", "moi", "moda", "fsc", "county-hualien"], code =>
            Assert.NotNull(Agencies.Find(code))
        );
        Assert.All(Agencies.All, authority => Assert.True(authority is { Name: { Zh: not null, En: not null } }));
        Assert.All(Agencies.All.Where(authority => authority.ValidTo is not null), authority =>
            Assert.NotNull(Agencies.Find(authority.Successor!))
        );
    }

    [Fact]
    public void A_filing_needs_a_law_with_an_article_and_a_known_authority()
    {
        string? Code(params Provision[] provisions) =>
            Receiving.Refusal(Parking with { Provisions = provisions }, Agencies, Receipt, new ClockLengths())?.Code;
        Assert.Null(Code(new Provision("停車場法", "第26條", "motc")));
        Assert.Equal("sandbox.provision-missing", Code());
        Assert.Equal("sandbox.law-missing", Code(new Provision(" ", "第26條", "motc")));
        Assert.Equal("sandbox.article-missing", Code(new Provision("停車場法", "", "motc")));
        Assert.Equal("sandbox.authority-unknown", Code(new Provision("停車場法", "第26條", "MOTC")));
    }

    [Fact]
    public void A_trial_beyond_the_configured_length_is_refused_at_filing_and_at_decision()
    {
        var filing = Parking with { Relief = Relief.Trial, Trial = new TrialScale(10, 13, "花蓮縣") };
        var clocks = new ClockLengths { MaximumTrialMonths = 12 };
        Assert.Equal("sandbox.trial-too-long", Receiving.Refusal(filing, Agencies, Receipt, clocks)?.Code);
        Assert.Equal("sandbox.trial-missing", Receiving.Refusal(filing with { Trial = null }, Agencies, Receipt, clocks)?.Code);
        Assert.Equal(
            "sandbox.trial-too-long",
            Adjudication.Decide(Deciding(filing), Draft(Outcome.Trial), On(Receipt, clocks: clocks)).Error?.Code
        );
        Assert.Equal(
            "sandbox.trial-not-decided",
            Adjudication
                .Decide(
                    Deciding(),
                    Draft(Outcome.Statute) with
                    {
                        Trial = new TrialConditions { Participants = 1, Months = 1 },
                    },
                    On(Receipt)
                )
                .Error?.Code
        );
    }

    [Fact]
    public void A_trial_that_ends_leaves_the_review_of_the_rule_to_the_lead_authority()
    {
        var suspended = InTrial().After(c => Trials.Suspend(c, "事故", On("2026-04-01")));
        Assert.Equal("sandbox.trial-already-suspended", Trials.Suspend(suspended, "再次", On("2026-04-02")).Error?.Code);
        var ended = suspended.After(c => Trials.End(c, "提前結束", On("2026-04-02")));
        Assert.Equal((CaseStatus.FollowingUp, "motc"), (ended.Status, ended.FollowUps.Single().Owner));
        Assert.Equal(DeadlineState.Lapsed, ended.The(DeadlineKind.TrialReport).State);
        Assert.Equal("sandbox.follow-ups-open", Aftercare.Close(ended, null, On("2026-04-03")).Error?.Code);
    }

    [Fact]
    public void Only_an_open_layer_of_a_case_that_is_not_confidential_is_published_and_only_once()
    {
        var published = Decided().After(c => Adjudication.Publish(c, On("2026-03-03")));
        Assert.True(published.IsPrecedent);
        Assert.Equal("sandbox.already-published", Adjudication.Publish(published, On("2026-03-04")).Error?.Code);
        Assert.Equal("sandbox.confidential", Adjudication.Publish(Decided(Parking with { Confidential = true }), On(Receipt)).Error?.Code);
        var silent = Deciding().After(c => Adjudication.Decide(c, Draft(Outcome.Declined) with { Public = null }, On(Receipt)));
        Assert.Equal("sandbox.no-public-layer", Adjudication.Publish(silent, On(Receipt)).Error?.Code);
    }

    [Fact]
    public void A_letter_is_acknowledged_by_local_governments_once_each()
    {
        var acknowledged = Decided().After(c => Aftercare.Acknowledge(c, "county-hualien", On(Receipt)));
        Assert.Equal("sandbox.already-acknowledged", Aftercare.Acknowledge(acknowledged, "county-hualien", On(Receipt)).Error?.Code);
        Assert.Equal("sandbox.not-a-local-government", Aftercare.Acknowledge(acknowledged, "mof", On(Receipt)).Error?.Code);
    }

    [Fact]
    public void A_meeting_in_the_past_is_refused() =>
        Assert.Equal(
            "sandbox.meeting-in-past",
            Coordination.Call(OpinionsRequested(), On(Receipt).Now, ["議題"], [], Agencies, On(Receipt)).Error?.Code
        );

    [Fact]
    public void A_withdrawn_case_has_no_running_clock() =>
        Assert.DoesNotContain(OpinionsRequested().After(c => Adjudication.Withdraw(c, "改變計畫", On(Receipt, Applicant))).Deadlines, d =>
            d.IsOpen
        );

    [Fact]
    public void A_case_number_has_at_least_four_digits()
    {
        Assert.Equal("RA-2026-0001", CaseNumber.Of(2026, 1));
        Assert.Equal("RA-2026-12345", CaseNumber.Of(2026, 12345));
    }
}
