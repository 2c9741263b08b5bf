using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;

namespace Platform.Sandbox.Domain;

/// <summary>A permitted trial: its conditions, reports, suspension and end. Its rule is reviewed afterwards.</summary>
internal static class Trials
{
    public static DomainError? Refusal(TrialConditions? conditions, Situation situation)
    {
        if (conditions is null)
            return SandboxErrors.TrialScaleMissing;
        if (conditions.Months > situation.Clocks.MaximumTrialMonths)
            return SandboxErrors.TrialTooLong(situation.Clocks.MaximumTrialMonths);
        if (conditions.StartsOn < situation.Today)
            return SandboxErrors.DueDateInThePast("$.trial.startsOn");
        var starts = conditions.StartsOn ?? situation.Today;
        return conditions.ReportDates.Any(date => date <= starts) ? SandboxErrors.DueDateInThePast("$.trial.reportDates") : null;
    }

    /// <summary>The trial begins with the decision; without report dates, one report is due when it ends.</summary>
    public static RegulatoryCase Started(RegulatoryCase given, TrialConditions conditions, Situation situation)
    {
        var starts = conditions.StartsOn ?? situation.Today;
        var trial = new Trial
        {
            Conditions = conditions,
            StartsOn = starts,
            EndsOn = BusinessCalendar.EndOfPeriod(starts, conditions.Months, 0),
        };
        IReadOnlyList<DateOnly> dates = conditions.ReportDates.Count > 0 ? conditions.ReportDates : [trial.EndsOn];
        return dates.Order().Aggregate(
            given with { Trial = trial, Status = CaseStatus.InTrial },
            (c, date) => c.Started(DeadlineKind.TrialReport, situation, Period.Until(date)));
    }

    public static Decision<Change> Report(
        RegulatoryCase given, string text, bool incident, IReadOnlyList<Evidence> evidence, Situation situation) =>
        given.Perform(CaseCommand.ReportTrial, situation, c =>
        {
            var due = c.Deadlines
                .Where(d => d.Kind == DeadlineKind.TrialReport && (d.IsOpen || d is { State: DeadlineState.Missed, EndedOn: null }))
                .MinBy(d => d.DueOn);
            var report = new TrialReport(situation.Now, text, incident, evidence);
            return new Change(
                (c with { Trial = c.Trial! with { Reports = [.. c.Trial.Reports, report] } })
                    .EachDeadline(d => d.Id == due?.Id, d => d.Meet(situation.Today, situation.Calendar)),
                new Fact(FactKind.TrialReported) { About = due?.Id, Detail = text });
        });

    public static Decision<Change> Suspend(RegulatoryCase given, string reason, Situation situation) =>
        given.Perform(CaseCommand.SuspendTrial, situation, c => c.Trial!.Status == TrialStatus.Suspended
            ? SandboxErrors.TrialAlreadySuspended
            : new Change(
                c with { Trial = c.Trial with { Status = TrialStatus.Suspended, SuspendedBecause = reason } },
                new Fact(FactKind.TrialSuspended) { Detail = reason }));

    public static Decision<Change> End(RegulatoryCase given, string? report, Situation situation) =>
        given.Perform(CaseCommand.EndTrial, situation, c =>
        {
            var ended = (c with
            {
                Status = CaseStatus.FollowingUp,
                Trial = c.Trial! with { Status = TrialStatus.Ended, EndedOn = situation.Today, EndReport = report },
            }).Lapsed(DeadlineKind.TrialReport, "實驗已結束 / the trial ended", situation);
            var owner = c.Lead?.Authority ?? c.Filing.Provisions[0].Authority;
            var review = new Resolution(
                "檢討實驗所涉法規 / review the rules that the trial set aside", owner, situation.Today.AddDays(situation.Clocks.TrialReviewDays));
            return new Change(Aftercare.Added(ended, review, null, situation), new Fact(FactKind.TrialEnded) { Detail = report });
        });
}
