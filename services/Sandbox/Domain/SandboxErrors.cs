using Platform.ServiceDefaults.Errors;

namespace Platform.Sandbox.Domain;

/// <summary>Every refusal of this service, each with its stable code.</summary>
internal static class SandboxErrors
{
    public static DomainError InvalidState(CaseCommand command, CaseStatus status)
    {
        var allowed = CaseMachine.Allowed(status).Select(name => CaseMachine.Name(name)).ToArray();
        return new(
            "sandbox.wrong-state",
            ErrorKind.Conflict,
            $"案件目前為「{CaseMachine.Name(status)}」,不能執行「{CaseMachine.Name(command)}」;現在可執行:{string.Join("、", allowed)}。",
            $"The request is {CaseMachine.Name(status)} and does not allow {CaseMachine.Name(command)}; allowed now: {string.Join(", ", allowed)}."
        )
        {
            Allowed = allowed,
        };
    }

    public static DomainError ProvisionMissing { get; } =
        new(
            "sandbox.provision-missing",
            ErrorKind.Malformed,
            "請至少載明一項窒礙的法規條文。",
            "Name at least one provision that stands in the way."
        )
        {
            Path = "$.provisions",
        };

    public static DomainError LawMissing(int index) =>
        new("sandbox.law-missing", ErrorKind.Malformed, "請填寫法規名稱。", "Give the name of the law.")
        {
            Path = $"$.provisions[{index}].law",
        };

    public static DomainError ArticleMissing(int index) =>
        new(
            "sandbox.article-missing",
            ErrorKind.Malformed,
            "請填寫法規條號(例如「第3條第1項」);只有法規名稱不足以徵詢主管機關。",
            "Give the article (for example \"Article 3, paragraph 1\"); an authority cannot be asked about a law as a whole."
        )
        {
            Path = $"$.provisions[{index}].article",
        };

    public static DomainError AuthorityUnknown(string code, Authority nearest, string path) =>
        new(
            "sandbox.authority-unknown",
            ErrorKind.Rule,
            $"查無機關代碼「{Short(code)}」;是否為「{nearest.Code}」({nearest.Name.Zh})?完整清單見 GET /api/sandbox/v1/authorities。",
            $"No authority has the code \"{Short(code)}\"; did you mean \"{nearest.Code}\" ({nearest.Name.En})? GET /api/sandbox/v1/authorities lists all."
        )
        {
            Path = path,
        };

    public static DomainError AuthorityRetired(string code, Authority? successor, string path) =>
        new(
            "sandbox.authority-retired",
            ErrorKind.Rule,
            successor is null
                ? $"機關代碼「{code}」已停用,且無承接機關;請改列其他機關。"
                : $"機關代碼「{code}」已停用;請改用承接機關「{successor.Code}」({successor.Name.Zh})。",
            successor is null
                ? $"The authority \"{code}\" no longer exists and nobody succeeds it; name another."
                : $"The authority \"{code}\" no longer exists; use its successor \"{successor.Code}\" ({successor.Name.En})."
        )
        {
            Path = path,
        };

    public static DomainError AuthorityNotYet(string code, DateOnly from, string path) =>
        new(
            "sandbox.authority-not-yet",
            ErrorKind.Rule,
            $"機關「{code}」自 {from:yyyy-MM-dd} 起始成立;在此之前請列現任主管機關。",
            $"The authority \"{code}\" takes office on {from:yyyy-MM-dd}; until then name the one in office."
        )
        {
            Path = path,
        };

    public static DomainError AuthorityCodeInvalid { get; } =
        new(
            "sandbox.authority-code-invalid",
            ErrorKind.Malformed,
            "機關代碼須為 2 至 40 個小寫英文字母、數字及連字號,以字母開頭(例如 moea、county-hualien)。",
            "An authority's code is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter (such as moea, county-hualien)."
        )
        {
            Path = "$.code",
        };

    public static DomainError ValidityInvalid { get; } =
        new(
            "sandbox.validity-invalid",
            ErrorKind.Rule,
            "機關的終止日(validTo)不得早於成立日(validFrom);請更正日期。",
            "An authority cannot end (validTo) before it begins (validFrom); correct the dates."
        )
        {
            Path = "$.validTo",
        };

    public static DomainError SuccessorCycle(string code) =>
        new(
            "sandbox.successor-cycle",
            ErrorKind.Rule,
            $"機關「{code}」不得直接或間接承接自己;請改填其他承接機關。",
            $"The authority \"{code}\" would succeed itself, directly or through others; name another successor."
        )
        {
            Path = "$.successor",
        };

    public static DomainError QueryTooLong(int longest) =>
        new(
            "sandbox.query-too-long",
            ErrorKind.Malformed,
            $"搜尋文字過長;請縮短為 {longest} 個字元以內。",
            $"The search text is too long; give at most {longest} characters."
        )
        {
            Path = "$.q",
        };

    public static DomainError TrialScaleMissing { get; } =
        new(
            "sandbox.trial-missing",
            ErrorKind.Malformed,
            "申請實驗須填寫參與人數、期間(月)及地點。",
            "A trial needs its participants, its months and its place."
        )
        {
            Path = "$.trial",
        };

    public static DomainError TrialTooLong(int months, string path) =>
        new(
            "sandbox.trial-too-long",
            ErrorKind.Rule,
            $"實驗期間(含延長)最長 {months} 個月;請縮短期間。",
            $"A trial lasts at most {months} months, its extension included; shorten it."
        )
        {
            Path = path,
        };

    public static DomainError TrialTooLarge(int participants) =>
        new(
            "sandbox.trial-too-large",
            ErrorKind.Rule,
            $"實驗參與人數最多 {participants} 人;請降低人數上限。",
            $"A trial has at most {participants} participants; lower the cap."
        )
        {
            Path = "$.trial.participants",
        };

    public static DomainError ReportOutsideOfTrial(DateOnly starts, DateOnly ends, string path) =>
        new(
            "sandbox.report-outside-of-trial",
            ErrorKind.Rule,
            $"報告日期須在實驗期間內({starts:yyyy-MM-dd} 之後至 {ends:yyyy-MM-dd});請更正日期。",
            $"A report is due within the trial (after {starts:yyyy-MM-dd}, until {ends:yyyy-MM-dd}); correct the date."
        )
        {
            Path = path,
        };

    public static DomainError TrialAlreadyExtended { get; } =
        new(
            "sandbox.trial-already-extended",
            ErrorKind.Conflict,
            "實驗已延長一次,不得再延;期滿請結束實驗。",
            "The trial was extended once and is not extended again; end it when its term is over."
        );

    public static DomainError TrialTermOver(DateOnly ended) =>
        new(
            "sandbox.trial-term-over",
            ErrorKind.Conflict,
            $"實驗期間已於 {ended:yyyy-MM-dd} 屆滿,不得延長;請結束實驗。",
            $"The trial's term was over on {ended:yyyy-MM-dd} and cannot be extended; end the trial."
        );

    public static DomainError TrialNotSuspended { get; } =
        new(
            "sandbox.trial-not-suspended",
            ErrorKind.Conflict,
            "實驗未暫停,無須恢復。",
            "The trial is not suspended; there is nothing to resume."
        );

    public static DomainError TrialNotDecided { get; } =
        new(
            "sandbox.trial-not-decided",
            ErrorKind.Rule,
            "只有決定為「trial」時才能附實驗條件;請移除 trial 或更改 outcome。",
            "Only the outcome \"trial\" has conditions; leave out \"trial\" or change the outcome."
        )
        {
            Path = "$.trial",
        };

    public static DomainError ReferralTargetMissing { get; } =
        new(
            "sandbox.referral-target-missing",
            ErrorKind.Malformed,
            "移轉案件須填寫移轉對象(to)。",
            "Say where the request is referred to (\"to\")."
        )
        {
            Path = "$.to",
        };

    public static DomainError AuthorityNamedTwice(string code, string path) =>
        new(
            "sandbox.authority-twice",
            ErrorKind.Rule,
            $"機關「{code}」重複;每一機關只能徵詢一次。",
            $"The authority \"{code}\" is named twice; each is asked once."
        )
        {
            Path = path,
        };

    public static DomainError AuthorityAlreadyConsulted(string code, string path) =>
        new(
            "sandbox.authority-already-asked",
            ErrorKind.Conflict,
            $"已徵詢機關「{code}」;如需延長請展期。",
            $"The authority \"{code}\" was already asked; extend its deadline if it needs more time."
        )
        {
            Path = path,
        };

    public static DomainError LeadAlreadyChosen(string code) =>
        new(
            "sandbox.lead-already-chosen",
            ErrorKind.Conflict,
            $"主辦機關已為「{code}」;加徵詢機關時 lead 請維持不變。",
            $"The lead authority is \"{code}\"; keep it when you ask further co-authorities."
        )
        {
            Path = "$.lead",
        };

    public static DomainError OpinionNotRequested(string code) =>
        new(
            "sandbox.opinion-not-asked",
            ErrorKind.NotFound,
            $"本案未徵詢機關「{code}」。",
            $"The authority \"{code}\" was not asked about this request."
        );

    public static DomainError OpinionAlreadyGiven(string code) =>
        new(
            "sandbox.opinion-already-given",
            ErrorKind.Conflict,
            $"機關「{code}」已提出意見;如有變更請於協調會議說明。",
            $"The authority \"{code}\" already gave its opinion; raise a change in a coordination meeting."
        );

    public static DomainError OpinionHandedOver(string code, string successor) =>
        new(
            "sandbox.opinion-handed-over",
            ErrorKind.Conflict,
            $"機關「{code}」的業務已移由「{successor}」承接;請由承接機關提出意見。",
            $"The work of \"{code}\" was handed over to \"{successor}\"; its successor gives the opinion."
        );

    public static DomainError DueDateInThePast(string path) =>
        new("sandbox.date-in-past", ErrorKind.Rule, "日期已過;請填寫未來的日期。", "The date has passed; give a date to come.")
        {
            Path = path,
        };

    public static DomainError MeetingInThePast { get; } =
        new(
            "sandbox.meeting-in-past",
            ErrorKind.Rule,
            "會議時間已過;請填寫未來的時間。",
            "The meeting would be in the past; give a time to come."
        )
        {
            Path = "$.at",
        };

    public static DomainError MeetingUnknown { get; } =
        new("sandbox.meeting-unknown", ErrorKind.NotFound, "本案查無此會議。", "The request has no such meeting.");

    public static DomainError MinutesAlreadyRecorded { get; } =
        new(
            "sandbox.minutes-already-recorded",
            ErrorKind.Conflict,
            "此會議已有紀錄;紀錄不可改寫,會議亦不可取消。",
            "The meeting was held and has its minutes; minutes are not rewritten, nor is it cancelled."
        );

    public static DomainError MeetingCancelled { get; } =
        new(
            "sandbox.meeting-already-cancelled",
            ErrorKind.Conflict,
            "此會議已取消;如仍有需要請另行召開。",
            "The meeting was cancelled; call another if it is still needed."
        );

    public static DomainError PublicLayerMissing { get; } =
        new(
            "sandbox.public-layer-missing",
            ErrorKind.Malformed,
            "請選擇公開內容:填寫 public 的 summary 與 answer,或明確給 null 表示不公開。",
            "Choose the open layer: \"public\" with summary and answer, or an explicit null for none."
        )
        {
            Path = "$.public",
        };

    public static DomainError ConfidentialNotPublished { get; } =
        new("sandbox.confidential", ErrorKind.Rule, "保密案件不得公開。", "A confidential request is not published.");

    public static DomainError NoPublicLayer { get; } =
        new(
            "sandbox.no-public-layer",
            ErrorKind.Rule,
            "決定未擬公開內容,無從公開。",
            "The decision was made without an open layer: there is nothing to publish."
        );

    public static DomainError AlreadyPublished { get; } =
        new("sandbox.already-published", ErrorKind.Conflict, "本案決定已公開。", "The decision is already published.");

    public static DomainError DeadlineNotRunning(DeadlineKind kind) =>
        new(
            "sandbox.deadline-not-running",
            ErrorKind.Conflict,
            $"本案沒有進行中的「{CaseMachine.Name(kind)}」期限。",
            $"The request has no running deadline of kind {CaseMachine.Name(kind)}."
        );

    public static DomainError DeadlineNotPaused { get; } =
        new(
            "sandbox.deadline-not-paused",
            ErrorKind.Conflict,
            "此機關的意見期限未停止計算。",
            "The opinion deadline of this authority is not paused."
        );

    public static DomainError ExtensionTooLong(int days) =>
        new(
            "sandbox.extension-too-long",
            ErrorKind.Rule,
            $"展期須為 1 至 {days} 個工作日。",
            $"An extension is 1 to {days} business days."
        )
        {
            Path = "$.businessDays",
        };

    public static DomainError TrialAlreadySuspended { get; } =
        new("sandbox.trial-already-suspended", ErrorKind.Conflict, "實驗已暫停。", "The trial is already suspended.");

    public static DomainError FollowUpUnknown { get; } =
        new("sandbox.follow-up-unknown", ErrorKind.NotFound, "本案查無此追蹤事項。", "The request has no such follow-up.");

    public static DomainError FollowUpFinished { get; } =
        new("sandbox.follow-up-finished", ErrorKind.Conflict, "此追蹤事項已結束。", "The follow-up is already finished.");

    public static DomainError FollowUpsOpen { get; } =
        new(
            "sandbox.follow-ups-open",
            ErrorKind.Conflict,
            "尚有追蹤事項未完成;請先完成或註記不再追蹤。",
            "Follow-ups are still open; finish or drop them first."
        );

    public static DomainError NotALocalGovernment(string code) =>
        new(
            "sandbox.not-a-local-government",
            ErrorKind.Rule,
            $"「{Short(code)}」不是地方政府;函知收悉僅由 22 個地方政府為之。",
            $"\"{Short(code)}\" is not one of the 22 local governments that acknowledge a letter."
        )
        {
            Path = "$.authority",
        };

    public static DomainError AlreadyAcknowledged(string code) =>
        new("sandbox.already-acknowledged", ErrorKind.Conflict, $"「{code}」已收悉。", $"\"{code}\" has already acknowledged.");

    public static DomainError ApplicantOnly { get; } =
        new("sandbox.applicant-only", ErrorKind.Forbidden, "此步驟僅能由申請人執行。", "Only the applicant takes this step.");

    public static DomainError CalendarDateInvalid(string path) =>
        new(
            "sandbox.calendar-date-invalid",
            ErrorKind.Rule,
            "日期須屬於該年度,且不得重複或同時列為放假與補班。",
            "A date must be of that year, listed once, and not be both closed and worked."
        )
        {
            Path = path,
        };

    public static DomainError CalendarYearInvalid { get; } =
        new(
            "sandbox.calendar-year-invalid",
            ErrorKind.Malformed,
            "年度須介於 1912 與 2200 之間,並與路徑相符。",
            "The year must be between 1912 and 2200, and the one of the path."
        )
        {
            Path = "$.year",
        };

    public static DomainError PrecedentUnknown(string caseNo) =>
        new(
            "sandbox.precedent-unknown",
            ErrorKind.Rule,
            $"查無已公開的前例「{Short(caseNo)}」。",
            $"There is no published precedent \"{Short(caseNo)}\"."
        )
        {
            Path = "$.identicalTo",
        };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
