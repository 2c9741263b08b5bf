using Platform.Calendar;
using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>The commands about a permitted trial: reports, suspension, extension and end. Its rule is reviewed afterwards.</summary>
internal static class Trials
{
    public static DomainError? Refusal(TrialConditions? conditions, Situation situation)
    {
        if (conditions is null)
        {
            return SandboxErrors.TrialScaleMissing;
        }

        if (conditions.Months > situation.Clocks.MaximumTrialMonths)
        {
            return SandboxErrors.TrialTooLong(situation.Clocks.MaximumTrialMonths, "$.trial.months");
        }

        if (conditions.Participants > situation.Clocks.MaximumTrialParticipants)
        {
            return SandboxErrors.TrialTooLarge(situation.Clocks.MaximumTrialParticipants);
        }

        if (conditions.StartsOn < situation.Today)
        {
            return SandboxErrors.DueDateInThePast("$.trial.startsOn");
        }

        var starts = conditions.StartsOn ?? situation.Today;
        var ends = BusinessCalendar.EndOfPeriod(starts, conditions.Months, 0);
        for (var i = 0; i < conditions.ReportDates.Count; i++)
        {
            if (conditions.ReportDates[i] <= starts || conditions.ReportDates[i] > ends)
            {
                return SandboxErrors.ReportOutsideOfTrial(starts, ends, $"$.trial.reportDates[{i}]");
            }
        }

        return null;
    }

    /// <summary>Starts the trial with the decision. Without report dates, one report is due when the trial ends.</summary>
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
        return dates
            .Distinct()
            .Order()
            .Aggregate(given with { Trial = trial, Status = CaseStatus.InTrial }, (c, date) =>
                c.Started(DeadlineKind.TrialReport, situation, Period.Until(date))
            );
    }

    /// <summary>
    /// Records the applicant's report. An incident suspends a running trial at once, and so do more participants than permitted: that is a
    /// fact to record, not a reason to refuse the report.
    /// </summary>
    /// <param name="given">The case.</param>
    /// <param name="text">The report.</param>
    /// <param name="incident">Whether something went wrong.</param>
    /// <param name="participants">The number of participants.</param>
    /// <param name="evidence">The evidence for the report.</param>
    /// <param name="situation">The moment, the calendar and the actor.</param>
    public static Result<Change> Report(
        RegulatoryCase given,
        string text,
        bool incident,
        int? participants,
        IReadOnlyList<Evidence> evidence,
        Situation situation
    ) => given.Perform(CaseCommand.ReportTrial, situation, c =>
        {
            var due = c
                .Deadlines.Where(d =>
                    d.Kind == DeadlineKind.TrialReport && (d.IsOpen || d is { State: DeadlineState.Missed, EndedOn: null })
                )
                .MinBy(d => d.DueOn);
            var trial = c.Trial!;
            var permitted = trial.Conditions.Participants;
            var danger =
                incident ? text
                : participants > permitted
                    ? $"參與人數 {participants} 超過許可之 {permitted} / {participants} participants where {permitted} are permitted"
                : null;
            var report = new TrialReport(situation.Now, text, incident, participants, evidence);
            var next = (c with { Trial = trial with { Reports = [.. trial.Reports, report] } }).EachDeadline(
                d => d.Id == due?.Id,
                d => d.Meet(situation.Today, situation.Calendar)
            );
            var reported = new Fact(FactKind.TrialReported) { About = due?.Id, Detail = text };
            if (danger is null || trial.Status != TrialStatus.Running)
            {
                return new Change(next, reported);
            }

            var suspended = Suspended(next, danger);
            return new Change(suspended.State, [reported, .. suspended.Events]);
        });

    public static Result<Change> Suspend(RegulatoryCase given, string reason, Situation situation) =>
        given.Perform(CaseCommand.SuspendTrial, situation, c =>
            c.Trial!.Status == TrialStatus.Suspended ? SandboxErrors.TrialAlreadySuspended : Suspended(c, reason)
        );

    public static Result<Change> Resume(RegulatoryCase given, string reason, Situation situation) =>
        given.Perform(CaseCommand.ResumeTrial, situation, c =>
            c.Trial!.Status != TrialStatus.Suspended
                ? SandboxErrors.TrialNotSuspended
                : new Change(
                    c with
                    {
                        Trial = c.Trial with { Status = TrialStatus.Running, SuspendedBecause = null },
                    },
                    new Fact(FactKind.TrialResumed) { Detail = reason }
                )
        );

    /// <summary>Extends the trial, once, while its term runs. The report that is due at its end is then due at the new end.</summary>
    public static Result<Change> Extend(RegulatoryCase given, int months, string reason, Situation situation) =>
        given.Perform(CaseCommand.ExtendTrial, situation, c =>
        {
            var trial = c.Trial!;
            if (trial.Extension is not null)
            {
                return SandboxErrors.TrialAlreadyExtended;
            }

            if (situation.Today > trial.EndsOn)
            {
                return SandboxErrors.TrialTermOver(trial.EndsOn);
            }

            var total = trial.Conditions.Months + months;
            if (total > situation.Clocks.MaximumTrialMonths)
            {
                return SandboxErrors.TrialTooLong(situation.Clocks.MaximumTrialMonths, "$.months");
            }

            var ends = BusinessCalendar.EndOfPeriod(trial.StartsOn, total, 0);
            var next = c with
            {
                Trial = trial with
                {
                    EndsOn = ends,
                    Extension = new TrialExtension(months, reason, situation.Actor.Name, situation.Today),
                },
            };
            var last = c.Deadlines.SingleOrDefault(d => d.Kind == DeadlineKind.TrialReport && d.Period.Date == trial.EndsOn);
            next = last switch
            {
                null => next,
                { IsOpen: true } => next.EachDeadline(
                    d => d.Id == last.Id,
                    d => d.Reset(ends, situation.Today, reason, situation.Calendar)
                ),
                // The final report was already filed: the added months need a report of their own.
                _ => next.Started(DeadlineKind.TrialReport, situation, Period.Until(ends)),
            };
            return new Change(next, new Fact(FactKind.TrialExtended) { Detail = reason });
        });

    public static Result<Change> End(RegulatoryCase given, string? report, Situation situation) =>
        given.Perform(CaseCommand.EndTrial, situation, c =>
        {
            var ended = (
                c with
                {
                    Status = CaseStatus.FollowingUp,
                    Trial = c.Trial! with { Status = TrialStatus.Ended, EndedOn = situation.Today, EndReport = report },
                }
            ).Lapsed(DeadlineKind.TrialReport, "實驗已結束 / the trial ended", situation);
            var owner = c.Lead?.Authority ?? c.Filing.Provisions[0].Authority;
            var review = new Resolution(
                "檢討實驗所涉法規 / review the rules that the trial set aside",
                owner,
                situation.Today.AddDays(situation.Clocks.TrialReviewDays)
            );
            return new Change(Aftercare.Added(ended, review, null, situation), new Fact(FactKind.TrialEnded) { Detail = report });
        });

    private static Change Suspended(RegulatoryCase c, string reason) =>
        new(
            c with
            {
                Trial = c.Trial! with { Status = TrialStatus.Suspended, SuspendedBecause = reason },
            },
            new Fact(FactKind.TrialSuspended) { Detail = reason }
        );
}
