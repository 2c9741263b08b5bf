using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Sandbox.Domain;

/// <summary>Every refusal of this service, each with its stable code.</summary>
internal static partial class SandboxErrors
{
    public static DomainError InvalidState(CaseCommand command, CaseStatus status)
    {
        var allowed = CaseMachine.Allowed(status).Select(name => CaseMachine.Name(name)).ToArray();
        return Conflict(
            "sandbox.wrong-state",
            $"案件目前為「{CaseMachine.Name(status)}」,不能執行「{CaseMachine.Name(command)}」;現在可執行:{string.Join("、", allowed)}。",
            $"The request is {CaseMachine.Name(status)} and does not allow {CaseMachine.Name(command)}; allowed now: {string.Join(", ", allowed)}.",
            allowed
        );
    }

    public static DomainError ProvisionMissing { get; } =
        Malformed(
            "sandbox.provision-missing",
            "請至少載明一項窒礙的法規條文。",
            "Name at least one provision that stands in the way.",
            "$.provisions"
        );

    public static DomainError LawMissing(int index) =>
        Malformed("sandbox.law-missing", "請填寫法規名稱。", "Give the name of the law.", $"$.provisions[{index}].law");

    public static DomainError ArticleMissing(int index) =>
        Malformed(
            "sandbox.article-missing",
            "請填寫法規條號(例如「第3條第1項」);只有法規名稱不足以徵詢主管機關。",
            "Give the article (for example \"Article 3, paragraph 1\"); an authority cannot be asked about a law as a whole.",
            $"$.provisions[{index}].article"
        );

    public static DomainError QueryTooLong(int longest) =>
        Malformed(
            "sandbox.query-too-long",
            $"搜尋文字過長;請縮短為 {longest} 個字元以內。",
            $"The search text is too long; give at most {longest} characters.",
            "$.q"
        );

    public static DomainError ReportOutsideOfTrial(DateOnly starts, DateOnly ends, string path) =>
        Rule(
            "sandbox.report-outside-of-trial",
            $"報告日期須在實驗期間內({starts:yyyy-MM-dd} 之後至 {ends:yyyy-MM-dd});請更正日期。",
            $"A report is due within the trial (after {starts:yyyy-MM-dd}, until {ends:yyyy-MM-dd}); correct the date.",
            path
        );

    public static DomainError ReferralTargetMissing { get; } =
        Malformed(
            "sandbox.referral-target-missing",
            "移轉案件須填寫移轉對象(to)。",
            "Say where the request is referred to (\"to\").",
            "$.to"
        );

    public static DomainError LeadAlreadyChosen(string code) =>
        Conflict(
            "sandbox.lead-already-chosen",
            $"主辦機關已為「{code}」;加徵詢機關時 lead 請維持不變。",
            $"The lead authority is \"{code}\"; keep it when you ask further co-authorities."
        ) with
        {
            Path = "$.lead",
        };

    public static DomainError DueDateInThePast(string path) =>
        Rule("sandbox.date-in-past", "日期已過;請填寫未來的日期。", "The date has passed; give a date to come.", path);

    public static DomainError PublicLayerMissing { get; } =
        Malformed(
            "sandbox.public-layer-missing",
            "請選擇公開內容:填寫 public 的 summary 與 answer,或明確給 null 表示不公開。",
            "Choose the open layer: \"public\" with summary and answer, or an explicit null for none.",
            "$.public"
        );

    public static DomainError ConfidentialNotPublished { get; } =
        Rule("sandbox.confidential", "保密案件不得公開。", "A confidential request is not published.");

    public static DomainError NoPublicLayer { get; } =
        Rule(
            "sandbox.no-public-layer",
            "決定未擬公開內容,無從公開。",
            "The decision was made without an open layer: there is nothing to publish."
        );

    public static DomainError AlreadyPublished { get; } =
        Conflict("sandbox.already-published", "本案決定已公開。", "The decision is already published.");

    public static DomainError DeadlineNotRunning(DeadlineKind kind) =>
        Conflict(
            "sandbox.deadline-not-running",
            $"本案沒有進行中的「{CaseMachine.Name(kind)}」期限。",
            $"The request has no running deadline of kind {CaseMachine.Name(kind)}."
        );

    public static DomainError DeadlineNotPaused { get; } =
        Conflict("sandbox.deadline-not-paused", "此機關的意見期限未停止計算。", "The opinion deadline of this authority is not paused.");

    public static DomainError ExtensionTooLong(int days) =>
        Rule(
            "sandbox.extension-too-long",
            $"展期須為 1 至 {days} 個工作日。",
            $"An extension is 1 to {days} business days.",
            "$.businessDays"
        );

    public static DomainError ApplicantOnly { get; } =
        Forbidden("sandbox.applicant-only", "此步驟僅能由申請人執行。", "Only the applicant takes this step.");

    public static DomainError PrecedentUnknown(string caseNo) =>
        Rule(
            "sandbox.precedent-unknown",
            $"查無已公開的前例「{Short(caseNo)}」。",
            $"There is no published precedent \"{Short(caseNo)}\".",
            "$.identicalTo"
        );

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    public static DomainError TrialScaleMissing { get; } =
        Malformed(
            "sandbox.trial-missing",
            "申請實驗須填寫參與人數、期間(月)及地點。",
            "A trial needs its participants, its months and its place.",
            "$.trial"
        );

    public static DomainError TrialTooLong(int months, string path) =>
        Rule(
            "sandbox.trial-too-long",
            $"實驗期間(含延長)最長 {months} 個月;請縮短期間。",
            $"A trial lasts at most {months} months, its extension included; shorten it.",
            path
        );

    public static DomainError TrialTooLarge(int participants) =>
        Rule(
            "sandbox.trial-too-large",
            $"實驗參與人數最多 {participants} 人;請降低人數上限。",
            $"A trial has at most {participants} participants; lower the cap.",
            "$.trial.participants"
        );

    public static DomainError TrialAlreadyExtended { get; } =
        Conflict(
            "sandbox.trial-already-extended",
            "實驗已延長一次,不得再延;期滿請結束實驗。",
            "The trial was extended once and is not extended again; end it when its term is over."
        );

    public static DomainError TrialTermOver(DateOnly ended) =>
        Conflict(
            "sandbox.trial-term-over",
            $"實驗期間已於 {ended:yyyy-MM-dd} 屆滿,不得延長;請結束實驗。",
            $"The trial's term was over on {ended:yyyy-MM-dd} and cannot be extended; end the trial."
        );

    public static DomainError TrialNotSuspended { get; } =
        Conflict("sandbox.trial-not-suspended", "實驗未暫停,無須恢復。", "The trial is not suspended; there is nothing to resume.");

    public static DomainError TrialNotDecided { get; } =
        Rule(
            "sandbox.trial-not-decided",
            "只有決定為「trial」時才能附實驗條件;請移除 trial 或更改 outcome。",
            "Only the outcome \"trial\" has conditions; leave out \"trial\" or change the outcome.",
            "$.trial"
        );

    public static DomainError TrialAlreadySuspended { get; } =
        Conflict("sandbox.trial-already-suspended", "實驗已暫停。", "The trial is already suspended.");
}
