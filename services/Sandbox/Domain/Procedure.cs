using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>The steps that every command has in common.</summary>
internal static class Procedure
{
    /// <summary>
    /// Carries out a command: refuses it when the status does not allow it, marks overdue deadlines as missed, ends the acknowledgement
    /// deadline at the NDC's first act, and then decides.
    /// </summary>
    public static Result<Change> Perform(
        this RegulatoryCase given,
        CaseCommand command,
        Situation situation,
        Func<RegulatoryCase, Result<Change>> decide
    )
    {
        if (CaseMachine.Targets(given.Status, command) is not { Count: > 0 } targets)
        {
            return SandboxErrors.InvalidState(command, given.Status);
        }

        var elapsed = given.Elapse(situation);
        var current = situation.Actor.ForNdc ? elapsed.State.Met(DeadlineKind.Acknowledge, situation) : elapsed.State;
        if (!decide(current).Succeeded(out var change, out var error))
        {
            return error;
        }

        if (!targets.Contains(change.State.Status))
        {
            throw new InvalidOperationException(
                $"{command} led from {given.Status} to {change.State.Status}, which the table does not know."
            );
        }

        return new Change(change.State, [.. elapsed.Events, .. change.Events]);
    }

    /// <summary>
    /// Marks overdue deadlines as missed, each once. A late opinion makes a coordination meeting due, unless one is already called.
    /// </summary>
    public static Change Elapse(this RegulatoryCase given, Situation situation)
    {
        var overdue = given.Deadlines.Where(deadline => deadline.IsOverdue(situation.Today)).OrderBy(deadline => deadline.DueOn).ToArray();
        if (overdue.Length == 0)
        {
            return new Change(given);
        }

        var next = given with { Deadlines = [.. given.Deadlines.Select(d => overdue.Contains(d) ? d.Miss() : d)] };
        var facts = overdue.Select(deadline => new Fact(FactKind.DeadlineMissed)
        {
            About = deadline.Id,
            Authority = deadline.Authority,
            Detail = CaseMachine.Name(deadline.Kind),
            View = deadline.Kind is DeadlineKind.Acknowledge or DeadlineKind.Screen or DeadlineKind.Question
                ? FactView.Ndc
                : FactView.Applicant,
        });
        if (overdue.All(deadline => deadline.Kind != DeadlineKind.Opinion))
        {
            return new Change(next, [.. facts]);
        }

        var escalated = next.MakeMeetingDue(MeetingReason.LateOpinion, situation);
        return new Change(escalated.State, [.. facts, .. escalated.Events]);
    }

    /// <summary>
    /// Does the watcher's work on a case: hands work over to successors, marks overdue deadlines as missed, and records due reminders;
    /// each once.
    /// </summary>
    public static Change Watch(this RegulatoryCase given, Authorities authorities, Situation situation)
    {
        var handed = given.HandOver(authorities, situation);
        var elapsed = handed.State.Elapse(situation);
        var soon = elapsed
            .State.Deadlines.Where(deadline => deadline.IsToBeReminded(situation.Today))
            .OrderBy(deadline => deadline.DueOn)
            .ToArray();
        return new Change(
            elapsed.State.EachDeadline(soon.Contains, deadline => deadline.Remind(situation.Today)),
            [
                .. handed.Events,
                .. elapsed.Events,
                .. soon.Select(deadline => new Fact(FactKind.DeadlineApproaching)
                {
                    About = deadline.Id,
                    Authority = deadline.Authority,
                    Detail = CaseMachine.Name(deadline.Kind),
                    View =
                        deadline.Authority is not null ? FactView.Authority
                        : deadline.OwedByApplicant ? FactView.Applicant
                        : FactView.Ndc,
                }),
            ]
        );
    }

    public static Change MakeMeetingDue(this RegulatoryCase given, MeetingReason reason, Situation situation)
    {
        if (given.HasOpenMeeting || given.MeetingDue?.Because.Contains(reason) == true)
        {
            return new Change(given);
        }

        var due = new MeetingDue(given.MeetingDue?.Since ?? situation.Today, [.. given.MeetingDue?.Because ?? [], reason]);
        return new Change(
            given with
            {
                MeetingDue = due,
            },
            new Fact(FactKind.MeetingDue) { Detail = CaseMachine.Name(reason), View = FactView.Ndc }
        );
    }

    /// <summary>Recalculates the open deadlines by a changed calendar. The change has a fact only when a due date moves.</summary>
    public static Change Redate(this RegulatoryCase given, Situation situation)
    {
        var next = given.EachDeadline(deadline => deadline.IsOpen, deadline => deadline.Redate(situation.Today, situation.Calendar));
        var moved = next.Deadlines.Zip(given.Deadlines).Any(pair => pair.First.DueOn != pair.Second.DueOn);
        return moved ? new Change(next, new Fact(FactKind.DeadlinesRedated)) : new Change(next);
    }

    public static RegulatoryCase Started(
        this RegulatoryCase given,
        DeadlineKind kind,
        Situation situation,
        Period? period = null,
        string? authority = null,
        Guid? followUpId = null
    )
    {
        var deadline = Deadline.Start(
            situation.NewId(),
            kind,
            situation.Today,
            period ?? situation.Clocks.Of(kind),
            situation.Clocks.LegalBasis(kind),
            situation.Calendar,
            situation.Clocks.ReminderOf(kind)
        );
        return given with { Deadlines = [.. given.Deadlines, deadline with { Authority = authority, FollowUpId = followUpId }] };
    }

    public static RegulatoryCase EachDeadline(this RegulatoryCase given, Func<Deadline, bool> which, Func<Deadline, Deadline> change) =>
        given with
        {
            Deadlines = [.. given.Deadlines.Select(deadline => which(deadline) ? change(deadline) : deadline)],
        };

    public static RegulatoryCase Met(this RegulatoryCase given, DeadlineKind kind, Situation situation) =>
        given.EachDeadline(deadline => deadline.Kind == kind, deadline => deadline.Meet(situation.Today, situation.Calendar));

    public static RegulatoryCase Paused(this RegulatoryCase given, DeadlineKind kind, string reason, Situation situation) =>
        given.EachDeadline(deadline => deadline.Kind == kind, deadline => deadline.Pause(situation.Today, reason, situation.Calendar));

    public static RegulatoryCase Resumed(this RegulatoryCase given, DeadlineKind kind, Situation situation) =>
        given.EachDeadline(deadline => deadline.Kind == kind, deadline => deadline.Resume(situation.Today, situation.Calendar));

    public static RegulatoryCase Lapsed(this RegulatoryCase given, DeadlineKind kind, string reason, Situation situation) =>
        given.EachDeadline(deadline => deadline.Kind == kind, deadline => deadline.Lapse(situation.Today, reason));

    public static RegulatoryCase AllLapsed(this RegulatoryCase given, string reason, Situation situation) =>
        given.EachDeadline(_ => true, deadline => deadline.Lapse(situation.Today, reason));

    /// <summary>Ends the running decision deadline, with its extensions, because the applicant has to add something.</summary>
    public static RegulatoryCase Incomplete(this RegulatoryCase given, string reason, Situation situation) =>
        given.Lapsed(DeadlineKind.Decision, reason, situation);

    /// <summary>
    /// Starts a new decision deadline of full length, because the file is complete again. Its first counted day is the next day.
    /// </summary>
    public static RegulatoryCase CompleteAgain(this RegulatoryCase given, Situation situation) =>
        given.Started(DeadlineKind.Decision, situation);
}
