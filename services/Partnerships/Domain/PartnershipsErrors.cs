using System.Globalization;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain;

/// <summary>Every error of the partnerships service. The codes are public and never change.</summary>
internal static class PartnershipsErrors
{
    public static DomainError EconomyUnknown(string value, string path) =>
        Rule(
            "economy-unknown",
            $"「{value}」不是 ISO 3166-1 的兩碼經濟體代碼。請改用例如 TW、VN、CL 的代碼。",
            $"'{value}' is not an ISO 3166-1 alpha-2 code. Use a code such as TW, VN or CL.",
            path
        );

    public static DomainError LanguageUnknown(string value, string? nearest, string path) =>
        Rule(
            "language-unknown",
            $"「{value}」不是有效的 BCP 47 語言標籤。"
                + (nearest is null ? "請改用例如 zh-TW、en、vi 的標籤。" : $"您是否要填「{nearest}」？"),
            $"'{value}' is not a valid BCP 47 language tag. "
                + (nearest is null ? "Use a tag such as zh-TW, en or vi." : $"Did you mean '{nearest}'?"),
            path
        );

    public static DomainError TimeZoneUnknown(string value) =>
        Rule(
            "time-zone-unknown",
            $"「{value}」不是 IANA 時區名稱。請改用例如 Asia/Taipei 的名稱。",
            $"'{value}' is not an IANA time zone. Use a name such as Asia/Taipei.",
            "$.timeZone"
        );

    public static DomainError SdgUnknown(int value, string path) =>
        Rule(
            "sdg-unknown",
            $"沒有第 {value} 項永續發展目標。請填 1 到 17。",
            $"There is no Sustainable Development Goal {value.ToString(CultureInfo.InvariantCulture)}. Use 1 to 17.",
            path
        );

    public static DomainError TermUnknown(string vocabulary, string value, string? nearest, string path) =>
        Rule(
            vocabulary + "-unknown",
            $"詞彙表中沒有「{value}」。"
                + (nearest is null ? "請從 /vocabulary 選用。" : $"最接近的是「{nearest}」；完整清單見 /vocabulary。"),
            $"The vocabulary has no '{value}'. "
                + (nearest is null ? "Choose one from /vocabulary." : $"The nearest is '{nearest}'; /vocabulary lists all of them."),
            path
        );

    public static DomainError TermRetired(string vocabulary, string code, string path) =>
        Rule(
            vocabulary + "-retired",
            $"「{code}」已停用。請從 /vocabulary 選用其他詞彙。",
            $"'{code}' is no longer in use. Choose another from /vocabulary.",
            path
        );

    public static DomainError TermCodeInvalid(string code) =>
        Rule(
            "term-code-invalid",
            $"「{code}」不能作為代碼。請以小寫英文字母開頭，最多 40 個英數字元，例如 marketAccess。",
            $"'{code}' cannot be a code. Begin with a lower-case letter and use at most 40 letters and digits, such as marketAccess.",
            null
        );

    public static DomainError TermInUse(string code) =>
        Conflict(
            "term-taken",
            $"這個代碼、名稱或同義詞已屬於「{code}」。請改用其他文字，或編輯該詞彙。",
            $"This code, name or synonym already means '{code}'. Use other words, or edit that one."
        );

    public static readonly DomainError IntentsFixed = Rule(
        "intents-fixed",
        "合作意圖是固定的六種，可以更改名稱與同義詞，不能新增或停用。",
        "There are six intents. Their names and synonyms can be changed; they can be neither added to nor retired.",
        null
    );

    public static DomainError ProgrammeUnknown(string value, IEnumerable<string> available) =>
        Rule(
            "programme-unknown",
            $"沒有「{value}」這個計畫。可用的計畫：{string.Join("、", available)}；完整清單見 /programmes。",
            $"There is no programme '{value}'. There are: {string.Join(", ", available)}; see /programmes.",
            "$.programme"
        );

    public static DomainError ProgrammeDatesInvalid(int index) =>
        Rule(
            "programme-dates-invalid",
            "期間的結束日不能早於開始日。請修正。",
            "A date of the calendar cannot end before it begins. Correct it.",
            $"$.calendar[{index}]"
        );

    public static DomainError AvailabilityInvalid(string path) =>
        Rule(
            "availability-invalid",
            "可洽談時段的結束須晚於開始，且以 15 分鐘為單位。請修正該時段。",
            "A window of availability must end after it starts, on quarter hours. Correct this window.",
            path
        );

    public static DomainError Missing(string path, string zh, string en) =>
        new("partnerships.profile-incomplete", ErrorKind.Malformed, $"請提供{zh}。", $"Provide {en}.") { Path = path };

    public static DomainError TooLong(string path, int limit) =>
        new(
            "partnerships.text-too-long",
            ErrorKind.Malformed,
            $"內容過長，上限為 {limit}。請縮短。",
            $"Too long: the limit is {limit}. Shorten it."
        )
        {
            Path = path,
        };

    public static readonly DomainError EmailInvalid = Rule(
        "email-invalid",
        "聯絡人的電子郵件格式不正確。請確認後再送出。",
        "The contact's e-mail address is not valid. Check it and send again.",
        "$.contact.email"
    );

    public static readonly DomainError OrganisationUnknown = Rule(
        "organisation-unknown",
        "登錄資料中找不到這個組織，或它不屬於您。請確認 organisationId；剛完成登錄者請稍後再試。",
        "The registry knows no such organisation, or it does not belong to you. Check organisationId; just registered, try again in a moment.",
        "$.organisationId"
    );

    public static readonly DomainError OrganisationNotRegistered = Rule(
        "organisation-not-registered",
        "這個組織目前不是登錄狀態。恢復登錄後即可建立合作檔案。",
        "The organisation is not registered at present. It can have a profile once it is registered again.",
        "$.organisationId"
    );

    public static readonly DomainError OrganisationKindMismatch = Rule(
        "organisation-kind-mismatch",
        "登錄組織的合作檔案，其 kind 必須是 organisation。請修正 kind 或移除 organisationId。",
        "The profile of a registered organisation has kind organisation. Correct kind or leave organisationId out.",
        "$.kind"
    );

    public static readonly DomainError ProfileExists = Conflict(
        "profile-exists",
        "這個組織已經有合作檔案。請更新既有的檔案。",
        "This organisation already has a profile. Change the existing one."
    );

    public static readonly DomainError OrganisationFixed = Conflict(
        "organisation-fixed",
        "合作檔案所屬的組織不能更改。請保留原來的 organisationId。",
        "A profile stays with its organisation. Keep organisationId as it was."
    );

    public static readonly DomainError ReasonRequired = new(
        "partnerships.reason-required",
        ErrorKind.Malformed,
        "請說明理由，讓對方知道接下來可以怎麼做。",
        "Give a reason, so that the other side knows what to do next."
    )
    {
        Path = "$.reason",
    };

    public static DomainError NotVetted(string? path) =>
        Rule(
            "profile-not-vetted",
            "合作檔案尚未審核通過或已逾期。審核通過後即可媒合與引介。",
            "The profile has not been vetted, or its vetting has run out. Matching and introductions open once it is vetted.",
            path
        );

    public static DomainError RenewalTooEarly(DateOnly from) =>
        Conflict(
            "renewal-too-early",
            $"合作檔案尚無須更新。自 {from:O} 起可以更新。",
            $"The profile need not be renewed yet. It can be from {from:O}."
        );

    public static readonly DomainError RenewalNotVetted = Conflict(
        "renewal-not-vetted",
        "合作檔案尚未審核通過，無法更新效期。請依審核意見修改後等待審核。",
        "The profile is not vetted, so there is nothing to renew. Change what was asked for and wait for the vetting."
    );

    public static readonly DomainError SelfIntroduction = Rule(
        "self-introduction",
        "不能把自己引介給自己。請選擇另一個合作檔案。",
        "A profile cannot be introduced to itself. Choose another one.",
        "$.to"
    );

    public static readonly DomainError Vetoed = Rule(
        "introduction-vetoed",
        "其中一方排除了這類對象或這個經濟體。請從媒合結果中選擇其他對象。",
        "One of the two excludes this kind or economy. Choose another profile from your matches.",
        "$.to"
    );

    public static readonly DomainError OutsideMarkets = Rule(
        "introduction-outside-markets",
        "對方的經濟體不在其中一方尋求的市場內。請調整 marketsSought 或選擇其他對象。",
        "The economy is outside the markets that one of the two seeks. Change marketsSought or choose another profile.",
        "$.to"
    );

    public static readonly DomainError DeclinedBefore = Rule(
        "introduction-declined-before",
        "這兩個檔案之間曾婉拒引介，不會再次引介。請選擇其他對象。",
        "An introduction between these two was declined and is not repeated. Choose another profile.",
        "$.to"
    );

    public static readonly DomainError AlreadyIntroduced = Conflict(
        "introduction-exists",
        "這兩個檔案之間已有進行中或已同意的引介。請查看既有的引介。",
        "There is already an open or agreed introduction between these two. Look at the existing one."
    );

    public static DomainError TooManyOpen(int limit) =>
        Rule(
            "too-many-open-introductions",
            $"同時等待回覆的引介以 {limit} 件為限。請等待回覆或先撤回其中一件。",
            $"At most {limit} introductions may await an answer at once. Wait for one or withdraw one.",
            "$.from"
        );

    public static readonly DomainError TargetBusy = Rule(
        "profile-at-exposure-cap",
        "對方目前收到的引介已達上限。請稍後再試或選擇其他對象。",
        "This profile has reached its cap of open and recent introductions. Try later or choose another one.",
        "$.to"
    );

    public static readonly DomainError IntroductionExpired = Conflict(
        "introduction-expired",
        "這件引介已逾回覆期限。需要時請重新提出引介。",
        "This introduction has expired. Ask for a new one if it is still wanted."
    );

    public static DomainError IntroductionState(IntroductionState state, IReadOnlyList<string> allowed) =>
        Conflict(
            "introduction-wrong-state",
            $"引介目前的狀態是 {state.ToCamelCase()}，不能執行這個動作。",
            $"The introduction is {state.ToCamelCase()}, which does not allow this. See what is allowed."
        ) with
        {
            Allowed = allowed,
        };

    public static readonly DomainError OnlyRecipientAnswers = new(
        "partnerships.only-recipient-answers",
        ErrorKind.Forbidden,
        "只有受邀的一方可以回覆這件引介。",
        "Only the side that was asked can answer this introduction."
    );

    public static readonly DomainError OnlySenderWithdraws = new(
        "partnerships.only-sender-withdraws",
        ErrorKind.Forbidden,
        "只有提出的一方可以撤回這件引介。",
        "Only the side that asked can withdraw this introduction."
    );

    public static DomainError OutcomeOrder(string? latest, IReadOnlyList<string> allowed) =>
        Conflict(
            "outcome-wrong-order",
            $"目前的進度是 {latest ?? "introduced"}，下一步只能是：{string.Join("、", allowed)}。",
            $"The present stage is {latest ?? "introduced"}; next can only be: {string.Join(", ", allowed)}."
        ) with
        {
            Allowed = allowed,
        };

    public static readonly DomainError OutcomeDate = Rule(
        "outcome-date",
        "日期不能晚於今天，也不能早於前一個進度。請修正日期。",
        "The date may be neither after today nor before the previous stage. Correct it.",
        "$.on"
    );

    public static readonly DomainError CommitmentDate = Rule(
        "commitment-date",
        "承諾的期限不能早於今天。請修正日期。",
        "A commitment cannot be due before today. Correct the date.",
        "$.dueOn"
    );

    public static readonly DomainError CommitmentFulfilled = Conflict(
        "commitment-kept",
        "這項承諾已經完成。需要時請另立新的承諾。",
        "This commitment has been kept. Make a new one if there is more to do."
    );

    public static readonly DomainError ReportDate = Rule(
        "report-date",
        "回報的日期不能晚於今天。請修正日期。",
        "A report cannot be of a day after today. Correct the date.",
        "$.on"
    );

    public static DomainError SlotInvalid(int index) =>
        Rule(
            "slot-invalid",
            "時段的結束須晚於開始。請修正該時段。",
            "A slot must end after it starts. Correct this slot.",
            $"$.slots[{index}]"
        );

    public static DomainError SlotsOverlap(int index) =>
        Rule(
            "slots-overlap",
            "時段彼此重疊。請調整時間使其不重疊。",
            "Slots overlap. Change their times so that they do not.",
            $"$.slots[{index}]"
        );

    public static DomainError SlotUnknown(int value, string path) =>
        Rule(
            "slot-unknown",
            $"這個場次沒有編號 {value} 的時段。時段從 0 起算。",
            $"The session has no slot {value.ToString(CultureInfo.InvariantCulture)}. Slots are counted from 0.",
            path
        );

    public static DomainError SessionSize(string path, int most) =>
        Rule("session-size", $"數量須介於 1 與 {most} 之間。請調整。", $"Must be between 1 and {most}. Change it.", path);

    public static readonly DomainError ParticipantExists = Conflict(
        "participant-exists",
        "這個檔案已經在場次名單中。",
        "This profile already takes part in the session."
    );

    public static readonly DomainError SessionNeedsParticipants = Rule(
        "session-needs-participants",
        "至少需要兩個參加者才能排程。請先加入參加者。",
        "A schedule needs at least two participants. Add them first.",
        null
    );

    public static readonly DomainError ScheduleRunning = Conflict(
        "schedule-running",
        "排程正在計算中。請待完成後再試。",
        "The schedule is being computed. Try again when it is done."
    );

    public static readonly DomainError ScheduleNotRunning = Conflict(
        "schedule-not-running",
        "目前沒有進行中的排程，無須停止。",
        "No planning is under way, so there is nothing to stop."
    );

    public static readonly DomainError ScheduleNotFound = new(
        "partnerships.schedule-not-found",
        ErrorKind.NotFound,
        "這個場次尚未排程。請先要求排程。",
        "This session has no schedule yet. Ask for one first."
    );

    private static DomainError Rule(string code, string zh, string en, string? path) =>
        new("partnerships." + code, ErrorKind.Rule, zh, en) { Path = path };

    private static DomainError Conflict(string code, string zh, string en) => new("partnerships." + code, ErrorKind.Conflict, zh, en);
}
