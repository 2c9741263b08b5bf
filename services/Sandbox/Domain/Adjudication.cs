using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>The commands that decide, publish, extend a deadline and withdraw.</summary>
internal static class Adjudication
{
    private const string NoLongerNeeded = "已作成決定 / the decision was made";

    public static Result<Change> Decide(RegulatoryCase given, RulingDraft draft, Situation situation) =>
        given.Perform(CaseCommand.Decide, situation, c =>
        {
            TrialConditions? conditions = null;
            if (draft.Outcome == Outcome.Trial)
            {
                conditions = draft.Trial
                    ?? (
                        c.Filing.Trial is { } scale
                            ? new TrialConditions
                            {
                                Participants = scale.Participants,
                                Months = scale.Months,
                                Place = scale.Place,
                            }
                            : null
                    );
                if (Trials.Refusal(conditions, situation) is { } refusal)
                {
                    return refusal;
                }
            }
            else if (draft.Trial is not null)
            {
                return SandboxErrors.TrialNotDecided;
            }

            var next = c.Met(DeadlineKind.Decision, situation);
            var ruling = new Ruling
            {
                Outcome = draft.Outcome,
                Text = draft.Text,
                Reference = draft.Reference,
                Public = draft.Public,
                DecidedOn = situation.Today,
                By = situation.Actor.Name,
                AnsweredTooLate = next.Deadlines.Last(d => d.Kind == DeadlineKind.Decision).State == DeadlineState.Missed,
                BusinessDaysUntilDecision = situation.Calendar.BusinessDaysBetween(c.ReceivedOn, situation.Today),
            };
            next = (next with { Ruling = ruling, Status = CaseStatus.Decided, MeetingDue = null })
                .Lapsed(DeadlineKind.Question, NoLongerNeeded, situation)
                .Lapsed(DeadlineKind.Opinion, NoLongerNeeded, situation);
            var decided = new Fact(FactKind.Decided) { Detail = CaseMachine.Name(draft.Outcome) };
            return conditions is null
                ? new Change(next, decided)
                : new Change(Trials.Started(next, conditions, situation), decided, new Fact(FactKind.TrialStarted));
        });

    public static Result<Change> Publish(RegulatoryCase given, Situation situation) => given.Perform(CaseCommand.Publish, situation, c =>
        {
            if (c.IsConfidential)
            {
                return SandboxErrors.ConfidentialNotPublished;
            }

            if (c.Ruling!.Public is null)
            {
                return SandboxErrors.NoPublicLayer;
            }

            if (c.Ruling.PublishedOn is not null)
            {
                return SandboxErrors.AlreadyPublished;
            }

            return new Change(c with { Ruling = c.Ruling with { PublishedOn = situation.Today } }, new Fact(FactKind.Published));
        });

    /// <param name="given">The case.</param>
    /// <param name="kind">The kind of deadline.</param>
    /// <param name="authority">The authority whose opinion is extended; when absent, all open opinions are.</param>
    /// <param name="businessDays">The number of business days to add.</param>
    /// <param name="reason">The reason, announced with the extension.</param>
    /// <param name="situation">The moment, the calendar and the actor.</param>
    public static Result<Change> Extend(
        RegulatoryCase given,
        DeadlineKind kind,
        string? authority,
        int businessDays,
        string reason,
        Situation situation
    ) => given.Perform(CaseCommand.Extend, situation, c =>
        {
            if (businessDays < 1 || businessDays > situation.Clocks.MaximumExtensionBusinessDays)
            {
                return SandboxErrors.ExtensionTooLong(situation.Clocks.MaximumExtensionBusinessDays);
            }

            var extended = c.Deadlines.Where(d => d.Kind == kind && d.IsOpen && (authority is null || d.Authority == authority)).ToArray();
            if (extended.Length == 0)
            {
                return SandboxErrors.DeadlineNotRunning(kind);
            }

            var extension = new Extension(businessDays, reason, situation.Actor.Name, situation.Today);
            var next = c.EachDeadline(extended.Contains, d => d.Extend(extension, situation.Calendar));
            return new Change(
                next,
                [
                    .. extended.Select(d => new Fact(FactKind.DeadlineExtended)
                    {
                        About = d.Id,
                        Authority = d.Authority,
                        BusinessDays = businessDays,
                        Detail = reason,
                    }),
                ]
            );
        });

    public static Result<Change> Withdraw(RegulatoryCase given, string? reason, Situation situation) =>
        given.Perform(CaseCommand.Withdraw, situation, c => new Change(
            (c with { Status = CaseStatus.Withdrawn, EndedOn = situation.Today, MeetingDue = null }).AllLapsed(
                "申請人撤回 / withdrawn by the applicant",
                situation
            ),
            new Fact(FactKind.Withdrawn) { Detail = reason }
        ));
}

/// <summary>A decision as an officer drafts it. The open layer is always an explicit choice: a text, or none.</summary>
internal sealed record RulingDraft(Outcome Outcome, string Text, string? Reference, TrialConditions? Trial, PublicLayer? Public);
