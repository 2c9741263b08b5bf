using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>The trial is permitted on 2026-03-02 for 50 participants and six months, until 2026-09-02.</summary>
public sealed class TrialTests
{
    [Fact]
    public void A_trial_is_extended_once_and_the_report_due_at_its_end_is_due_at_the_new_end()
    {
        var extended = InTrial().After(c => Trials.Extend(c, 3, "樣本不足", On("2026-09-02")));
        Assert.Equal((Day("2026-12-02"), 3), (extended.Trial!.EndsOn, extended.Trial.Extension!.Months));
        var report = extended.The(DeadlineKind.TrialReport);
        Assert.Equal((Day("2026-12-02"), Day("2026-11-25"), "reset"), (report.DueOn, report.RemindOn!.Value, report.History[^1].What));
        Assert.Single(extended.Deadlines, d => d.Kind == DeadlineKind.TrialReport);
        Assert.Equal("sandbox.trial-already-extended", Trials.Extend(extended, 1, "再延", On("2026-09-03")).Error?.Code);
    }

    [Fact]
    public void Added_months_are_reported_on_also_when_the_last_report_came_early_and_dates_of_their_own_stay()
    {
        var early = InTrial()
            .After(c => Trials.Report(c, "期末報告", false, null, [], On("2026-08-03", Applicant)))
            .After(c => Trials.Extend(c, 3, "樣本不足", On("2026-08-04")));
        Assert.Equal(
            [(Day("2026-09-02"), DeadlineState.Met), (Day("2026-12-02"), DeadlineState.Running)],
            early.Deadlines.Where(d => d.Kind == DeadlineKind.TrialReport).Select(d => (d.DueOn, d.State))
        );

        var midway = Permitted(Conditions with { ReportDates = [Day("2026-06-01")] })
            .After(c => Trials.Extend(c, 3, "樣本不足", On("2026-04-01")));
        Assert.Equal(Day("2026-06-01"), Assert.Single(midway.Deadlines, d => d.Kind == DeadlineKind.TrialReport).DueOn);
    }

    [Fact]
    public void An_extension_stays_within_the_configured_length_and_comes_before_the_end()
    {
        var refused = Trials.Extend(InTrial(), 31, "樣本不足", On("2026-04-01")).Error!;
        Assert.Equal(("sandbox.trial-too-long", "$.months"), (refused.Code, refused.Path));
        Assert.True(Trials.Extend(InTrial(), 30, "樣本不足", On("2026-04-01")).Succeeded(out _, out _));
        Assert.Equal("sandbox.trial-term-over", Trials.Extend(InTrial(), 1, "樣本不足", On("2026-09-03")).Error?.Code);
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(false, 50, false)]
    [InlineData(false, 51, true)]
    [InlineData(true, null, true)]
    public void An_incident_or_too_many_participants_suspend_the_trial_by_the_report_itself(
        bool incident,
        int? participants,
        bool suspends
    )
    {
        var change = Trials.Report(InTrial(), "無人機墜落", incident, participants, [], On("2026-04-01", Applicant)).Value;
        Assert.Equal(suspends ? TrialStatus.Suspended : TrialStatus.Running, change.State.Trial!.Status);
        Assert.Equal(
            suspends ? [FactKind.TrialReported, FactKind.TrialSuspended] : [FactKind.TrialReported],
            change.Events.Select(fact => fact.Kind)
        );
        Assert.Equal(
            (incident, participants),
            (change.State.Trial.Reports.Single().Incident, change.State.Trial.Reports.Single().Participants)
        );
        if (incident)
        {
            Assert.Equal("無人機墜落", change.State.Trial.SuspendedBecause);
        }
        else if (suspends)
        {
            Assert.Contains("51 participants where 50 are permitted", change.State.Trial.SuspendedBecause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_suspended_trial_is_resumed_and_a_second_incident_suspends_it_again_once()
    {
        Assert.Equal("sandbox.trial-not-suspended", Trials.Resume(InTrial(), "無", On("2026-04-01")).Error?.Code);
        var suspended = InTrial().After(c => Trials.Report(c, "墜落", true, null, [], On("2026-04-01", Applicant)));
        Assert.Equal(
            [FactKind.TrialReported],
            Trials.Report(suspended, "調查", true, null, [], On("2026-04-02", Applicant)).Value.Events.Select(fact => fact.Kind)
        );
        var resumed = suspended.After(c => Trials.Resume(c, "改善完成", On("2026-04-08")));
        Assert.Equal((TrialStatus.Running, null), (resumed.Trial!.Status, resumed.Trial.SuspendedBecause));
        Assert.Equal(
            TrialStatus.Suspended,
            resumed.After(c => Trials.Report(c, "又墜落", true, null, [], On("2026-04-09", Applicant))).Trial!.Status
        );
    }

    [Theory]
    [InlineData(10_000, "2026-09-02", null, null)]
    [InlineData(10_001, "2026-06-01", "sandbox.trial-too-large", "$.trial.participants")]
    [InlineData(1, "2026-09-03", "sandbox.report-outside-of-trial", "$.trial.reportDates[1]")]
    [InlineData(1, "2026-03-02", "sandbox.report-outside-of-trial", "$.trial.reportDates[1]")]
    public void A_decision_permits_participants_up_to_the_cap_and_reports_within_the_term(
        int participants,
        string report,
        string? code,
        string? path
    )
    {
        var refused = Adjudication
            .Decide(
                Deciding(),
                Draft(Outcome.Trial) with
                {
                    Trial = Conditions with { Participants = participants, ReportDates = [Day("2026-06-01"), Day(report)] },
                },
                On(Receipt)
            )
            .Error;
        Assert.Equal((code, path), (refused?.Code, refused?.Path));
    }

    [Fact]
    public void A_report_date_that_is_named_twice_is_one_report() =>
        Assert.Single(Permitted(Conditions with { ReportDates = [Day("2026-06-01"), Day("2026-06-01")] }).Deadlines, d =>
            d.Kind == DeadlineKind.TrialReport
        );

    private static TrialConditions Conditions => new() { Participants = 50, Months = 6 };

    private static RegulatoryCase Permitted(TrialConditions conditions) =>
        Deciding().After(c => Adjudication.Decide(c, Draft(Outcome.Trial) with { Trial = conditions }, On(Receipt)));
}
