using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>The commands from receipt to screening: filing, assignment, notes, screening and supplements.</summary>
internal static class Receiving
{
    /// <summary>Returns why a filing cannot get a case number; <see langword="null"/> when it can.</summary>
    public static DomainError? Refusal(Filing filing, Authorities authorities, DateOnly today, ClockLengths clocks)
    {
        if (filing.Provisions.Count == 0)
        {
            return SandboxErrors.ProvisionMissing;
        }

        for (var i = 0; i < filing.Provisions.Count; i++)
        {
            var (law, article, authority) = filing.Provisions[i];
            if (string.IsNullOrWhiteSpace(law))
            {
                return SandboxErrors.LawMissing(i);
            }

            if (string.IsNullOrWhiteSpace(article))
            {
                return SandboxErrors.ArticleMissing(i);
            }

            if (authorities.Refusal(authority, today, $"$.provisions[{i}].authority") is { } unknown)
            {
                return unknown;
            }
        }

        if (filing.Relief == Relief.Trial && filing.Trial is null)
        {
            return SandboxErrors.TrialScaleMissing;
        }

        return filing.Trial?.Months > clocks.MaximumTrialMonths
            ? SandboxErrors.TrialTooLong(clocks.MaximumTrialMonths, "$.trial.months")
            : null;
    }

    public static Change File(Guid id, string caseNo, string party, Origin origin, Filing filing, Situation situation)
    {
        var received = new RegulatoryCase
        {
            Id = id,
            CaseNo = caseNo,
            Party = party,
            Origin = origin,
            Status = CaseStatus.Received,
            Filing = filing,
            ReceivedAt = situation.Now,
            ReceivedOn = situation.Today,
        }
            .Started(DeadlineKind.Acknowledge, situation)
            .Started(DeadlineKind.Screen, situation)
            .Started(DeadlineKind.Decision, situation);
        // The NDC does not have to acknowledge a request that it raised itself.
        return new Change(
            situation.Actor.ForNdc ? received.Met(DeadlineKind.Acknowledge, situation) : received,
            new Fact(FactKind.Received) { Detail = CaseMachine.Name(origin) }
        );
    }

    public static Result<Change> Assign(RegulatoryCase given, string to, Situation situation) =>
        given.Perform(CaseCommand.Assign, situation, c => new Change(
            c with
            {
                Assignee = to,
            },
            new Fact(FactKind.Assigned) { Detail = to, View = FactView.Ndc }
        ));

    public static Result<Change> AddNote(RegulatoryCase given, string text, Situation situation) =>
        given.Perform(CaseCommand.Note, situation, c => new Change(
            c with
            {
                Notes = [.. c.Notes, new InternalNote(situation.Now, situation.Actor.Name, text)],
            },
            new Fact(FactKind.Noted) { Detail = text, View = FactView.Ndc }
        ));

    public static Result<Change> Screen(
        RegulatoryCase given,
        ScreeningDecision decision,
        string reason,
        string? to,
        Situation situation
    ) => given.Perform(CaseCommand.Screen, situation, c =>
        {
            if (decision == ScreeningDecision.ReferOut && string.IsNullOrWhiteSpace(to))
            {
                return SandboxErrors.ReferralTargetMissing;
            }

            var screened = c with { Screening = new Screening(decision, reason, to, situation.Today, situation.Actor.Name) };
            screened = decision switch
            {
                ScreeningDecision.Accept => (screened with { Status = CaseStatus.QuestionDrafted })
                    .Met(DeadlineKind.Screen, situation)
                    .Started(DeadlineKind.Question, situation),
                ScreeningDecision.NeedMore => (screened with { Status = CaseStatus.AwaitingApplicant })
                    .Paused(DeadlineKind.Screen, reason, situation)
                    .Incomplete(reason, situation),
                _ => (
                    screened with
                    {
                        Status = decision == ScreeningDecision.ReferOut ? CaseStatus.Referred : CaseStatus.Declined,
                        EndedOn = situation.Today,
                    }
                )
                    .Met(DeadlineKind.Screen, situation)
                    .Met(DeadlineKind.Decision, situation),
            };
            return new Change(screened, new Fact(FactKind.Screened) { Detail = $"{CaseMachine.Name(decision)}: {reason}" });
        });

    public static Result<Change> Supplement(RegulatoryCase given, string text, IReadOnlyList<Evidence> evidence, Situation situation) =>
        given.Perform(CaseCommand.Supplement, situation, c => new Change(
            (c with { Status = CaseStatus.Received, Supplements = [.. c.Supplements, new SupplementText(situation.Now, text, evidence)] })
                .Resumed(DeadlineKind.Screen, situation)
                .CompleteAgain(situation),
            new Fact(FactKind.Supplemented) { Detail = text }
        ));
}
