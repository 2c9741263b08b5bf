using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>
/// The commands about the question, which the NDC drafts. No authority is consulted before the applicant has confirmed it.
/// </summary>
internal static class Questioning
{
    private const string WaitingForTheApplicant = "待申請人確認問題 / waiting for the applicant to confirm the question";

    public static Result<Change> Send(RegulatoryCase given, string text, Situation situation) =>
        given.Perform(CaseCommand.Question, situation, c => new Change(
            (c with { Status = CaseStatus.AwaitingConfirmation, Question = new QuestionText(text, situation.Today) })
                .Paused(DeadlineKind.Question, WaitingForTheApplicant, situation)
                .Incomplete(WaitingForTheApplicant, situation),
            new Fact(FactKind.QuestionSent) { Detail = text }
        ));

    public static Result<Change> Confirm(RegulatoryCase given, Situation situation) =>
        given.Perform(CaseCommand.ConfirmQuestion, situation, c => new Change(
            (c with { Status = CaseStatus.Consulting, Question = c.Question! with { ConfirmedOn = situation.Today } })
                .Resumed(DeadlineKind.Question, situation)
                .CompleteAgain(situation),
            new Fact(FactKind.QuestionConfirmed)
        ));

    /// <summary>Records the change that the applicant requests; the NDC then drafts the question again.</summary>
    public static Result<Change> Amend(RegulatoryCase given, string text, Situation situation) =>
        given.Perform(CaseCommand.AmendQuestion, situation, c => new Change(
            (c with { Status = CaseStatus.QuestionDrafted, Question = c.Question! with { Amendment = text } })
                .Resumed(DeadlineKind.Question, situation)
                .CompleteAgain(situation),
            new Fact(FactKind.QuestionAmended) { Detail = text }
        ));
}
