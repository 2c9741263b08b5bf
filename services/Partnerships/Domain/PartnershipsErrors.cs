using System.Globalization;
using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Partnerships.Domain;

/// <summary>The errors of the partnerships service. The codes are public and never change.</summary>
internal static partial class PartnershipsErrors
{
    public static DomainError EconomyUnknown(string value, string path) =>
        Rule(
            "partnerships.economy-unknown",
            $"「{value}」不是 ISO 3166-1 的兩碼經濟體代碼。請改用例如 TW、VN、CL 的代碼。",
            $"'{value}' is not an ISO 3166-1 alpha-2 code. Use a code such as TW, VN or CL.",
            path
        );

    public static DomainError LanguageUnknown(string value, string? nearest, string path) =>
        Rule(
            "partnerships.language-unknown",
            $"「{value}」不是有效的 BCP 47 語言標籤。"
                + (nearest is null ? "請改用例如 zh-TW、en、vi 的標籤。" : $"您是否要填「{nearest}」？"),
            $"'{value}' is not a valid BCP 47 language tag. "
                + (nearest is null ? "Use a tag such as zh-TW, en or vi." : $"Did you mean '{nearest}'?"),
            path
        );

    public static DomainError TimeZoneUnknown(string value) =>
        Rule(
            "partnerships.time-zone-unknown",
            $"「{value}」不是 IANA 時區名稱。請改用例如 Asia/Taipei 的名稱。",
            $"'{value}' is not an IANA time zone. Use a name such as Asia/Taipei.",
            "$.timeZone"
        );

    public static DomainError SdgUnknown(int value, string path) =>
        Rule(
            "partnerships.sdg-unknown",
            $"沒有第 {value} 項永續發展目標。請填 1 到 17。",
            $"There is no Sustainable Development Goal {value.ToString(CultureInfo.InvariantCulture)}. Use 1 to 17.",
            path
        );

    public static DomainError TermUnknown(string vocabulary, string value, string? nearest, string path) =>
        Rule(
            $"partnerships.{vocabulary}-unknown",
            $"詞彙表中沒有「{value}」。"
                + (nearest is null ? "請從 /vocabulary 選用。" : $"最接近的是「{nearest}」；完整清單見 /vocabulary。"),
            $"The vocabulary has no '{value}'. "
                + (nearest is null ? "Choose one from /vocabulary." : $"The nearest is '{nearest}'; /vocabulary lists all of them."),
            path
        );

    public static DomainError TermRetired(string vocabulary, string code, string path) =>
        Rule(
            $"partnerships.{vocabulary}-retired",
            $"「{code}」已停用。請從 /vocabulary 選用其他詞彙。",
            $"'{code}' is no longer in use. Choose another from /vocabulary.",
            path
        );

    public static DomainError TermCodeInvalid(string code) =>
        Rule(
            "partnerships.term-code-invalid",
            $"「{code}」不能作為代碼。請以小寫英文字母開頭，最多 40 個英數字元，例如 marketAccess。",
            $"'{code}' cannot be a code. Begin with a lower-case letter and use at most 40 letters and digits, such as marketAccess.",
            null
        );

    public static DomainError TermInUse(string code) =>
        Conflict(
            "partnerships.term-taken",
            $"這個代碼、名稱或同義詞已屬於「{code}」。請改用其他文字，或編輯該詞彙。",
            $"This code, name or synonym already means '{code}'. Use other words, or edit that one."
        );

    public static readonly DomainError IntentsFixed = Rule(
        "partnerships.intents-fixed",
        "合作意圖是固定的六種，可以更改名稱與同義詞，不能新增或停用。",
        "There are six intents. Their names and synonyms can be changed; they can be neither added to nor retired.",
        null
    );

    public static DomainError ProgrammeUnknown(string value, IEnumerable<string> available) =>
        Rule(
            "partnerships.programme-unknown",
            $"沒有「{value}」這個計畫。可用的計畫：{string.Join("、", available)}；完整清單見 /programmes。",
            $"There is no programme '{value}'. There are: {string.Join(", ", available)}; see /programmes.",
            "$.programme"
        );

    public static DomainError ProgrammeDatesInvalid(int index) =>
        Rule(
            "partnerships.programme-dates-invalid",
            "期間的結束日不能早於開始日。請修正。",
            "A date of the calendar cannot end before it begins. Correct it.",
            $"$.calendar[{index}]"
        );

    public static DomainError AvailabilityInvalid(string path) =>
        Rule(
            "partnerships.availability-invalid",
            "可洽談時段的結束須晚於開始，且以 15 分鐘為單位。請修正該時段。",
            "A window of availability must end after it starts, on quarter hours. Correct this window.",
            path
        );

    public static DomainError Missing(string path, string zh, string en) =>
        Malformed("partnerships.profile-incomplete", $"請提供{zh}。", $"Provide {en}.", path);

    public static DomainError TooLong(string path, int limit) =>
        Malformed(
            "partnerships.text-too-long",
            $"內容過長，上限為 {limit}。請縮短。",
            $"Too long: the limit is {limit}. Shorten it.",
            path
        );

    public static readonly DomainError EmailInvalid = Rule(
        "partnerships.email-invalid",
        "聯絡人的電子郵件格式不正確。請確認後再送出。",
        "The contact's e-mail address is not valid. Check it and send again.",
        "$.contact.email"
    );

    public static readonly DomainError OrganisationUnknown = Rule(
        "partnerships.organisation-unknown",
        "登錄資料中找不到這個組織，或它不屬於您。請確認 organisationId；剛完成登錄者請稍後再試。",
        "The registry knows no such organisation, or it does not belong to you. Check organisationId; just registered, try again in a moment.",
        "$.organisationId"
    );

    public static readonly DomainError OrganisationNotRegistered = Rule(
        "partnerships.organisation-not-registered",
        "這個組織目前不是登錄狀態。恢復登錄後即可建立合作檔案。",
        "The organisation is not registered at present. It can have a profile once it is registered again.",
        "$.organisationId"
    );

    public static readonly DomainError OrganisationKindMismatch = Rule(
        "partnerships.organisation-kind-mismatch",
        "登錄組織的合作檔案，其 kind 必須是 organisation。請修正 kind 或移除 organisationId。",
        "The profile of a registered organisation has kind organisation. Correct kind or leave organisationId out.",
        "$.kind"
    );

    public static readonly DomainError ProfileExists = Conflict(
        "partnerships.profile-exists",
        "這個組織已經有合作檔案。請更新既有的檔案。",
        "This organisation already has a profile. Change the existing one."
    );

    public static readonly DomainError OrganisationFixed = Conflict(
        "partnerships.organisation-fixed",
        "合作檔案所屬的組織不能更改。請保留原來的 organisationId。",
        "A profile stays with its organisation. Keep organisationId as it was."
    );

    public static readonly DomainError ReasonRequired = Malformed(
        "partnerships.reason-required",
        "請說明理由，讓對方知道接下來可以怎麼做。",
        "Give a reason, so that the other side knows what to do next.",
        "$.reason"
    );

    public static DomainError NotVetted(string? path) =>
        Rule(
            "partnerships.profile-not-vetted",
            "合作檔案尚未審核通過或已逾期。審核通過後即可媒合與引介。",
            "The profile has not been vetted, or its vetting has run out. Matching and introductions open once it is vetted.",
            path
        );

    public static DomainError RenewalTooEarly(DateOnly from) =>
        Conflict(
            "partnerships.renewal-too-early",
            $"合作檔案尚無須更新。自 {from:O} 起可以更新。",
            $"The profile need not be renewed yet. It can be from {from:O}."
        );

    public static readonly DomainError RenewalNotVetted = Conflict(
        "partnerships.renewal-not-vetted",
        "合作檔案尚未審核通過，無法更新效期。請依審核意見修改後等待審核。",
        "The profile is not vetted, so there is nothing to renew. Change what was asked for and wait for the vetting."
    );
}
