using Platform.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using static Platform.Domain.DomainError;

namespace Platform.Registry.Domain;

/// <summary>The errors of the registry.</summary>
internal static partial class RegistryErrors
{
    public static DomainError UbnInvalid(string ubn) =>
        Rule(
            "registry.ubn-invalid",
            $"統一編號 {ubn} 未通過檢查：應為八位數字（00000000 除外），各位乘以 1,2,1,2,1,2,4,1，將各乘積的個位與十位相加；總和須為 5 的倍數（2023-04-01 起；之前須為 10 的倍數，舊號碼同樣通過），第 7 位為 7 時，總和或總和加 1 皆可。請核對後再送。",
            $"The unified business number {ubn} fails its check: eight digits, not all of them 0, times 1,2,1,2,1,2,4,1, the digits of the products added, must give a multiple of 5 (the rule since 2023-04-01; before it was 10, so older numbers pass too); when the 7th digit is 7, the total or the total + 1. Check it and send it again.",
            "$.ubn"
        );

    public static DomainError AlreadyRegistered(string identifier) =>
        Conflict(
            "registry.already-registered",
            $"{identifier} 已登錄，或已有進行中的申請：請以該組織的帳號登入，或認領已匯入的組織。",
            $"{identifier} is registered already, or has an application under way: sign in as its owner, or claim the imported organisation."
        );

    public static DomainError IdentifierMissing { get; } =
        Rule(
            "registry.identifier-missing",
            "請填統一編號；沒有統一編號者，請填 otherIdentifier 的登記機關與字號。",
            "Give the unified business number, or otherIdentifier with its register and value where there is none.",
            "$.ubn"
        );

    public static DomainError CountyUnknown(string county, string? nearest) =>
        Rule(
            "registry.county-unknown",
            nearest is null
                ? $"沒有「{county}」這個縣市：請填 {List(Counties.All)} 其中之一。"
                : $"沒有「{county}」這個縣市：您是指「{nearest}」嗎？",
            nearest is null
                ? $"There is no county or city called {county}: give one of {List(Counties.All)}."
                : $"There is no county or city called {county}: did you mean {nearest}?",
            "$.county"
        );

    public static DomainError SdgUnknown(int sdg) =>
        Rule(
            "registry.sdg-unknown",
            $"沒有第 {sdg} 項永續發展目標：請填 1 到 17。",
            $"There is no Sustainable Development Goal {sdg}: give 1 to 17.",
            "$.sdgs"
        );

    public static DomainError FoundedInFuture(DateOnly foundedOn) =>
        Rule(
            "registry.founded-in-future",
            $"成立日期 {foundedOn:yyyy-MM-dd} 在未來：請填實際成立日期。",
            $"The founding date {foundedOn:yyyy-MM-dd} is in the future: give the date on which it was founded.",
            "$.foundedOn"
        );

    public static DomainError ApplicationState(ApplicationStatus status, IReadOnlyList<string> allowed) =>
        Conflict(
            "registry.application-state",
            $"申請目前為 {status.ToCamelCase()}，不能這樣處理。可執行：{List(allowed)}。",
            $"The application is {status.ToCamelCase()}, which does not allow this. Allowed: {List(allowed)}.",
            allowed
        );

    public static DomainError OrganisationState(OrganisationStatus status, IReadOnlyList<string> allowed) =>
        Conflict(
            "registry.organisation-state",
            $"組織在該日為 {status.ToCamelCase()}，不能這樣處理。可執行：{List(allowed)}。",
            $"The organisation is {status.ToCamelCase()} on that date, which does not allow this. Allowed: {List(allowed)}.",
            allowed
        );

    public static DomainError BeforeRegistration(DateOnly? registeredOn) =>
        Rule(
            "registry.before-registration",
            $"生效日早於登錄日 {registeredOn:yyyy-MM-dd}：請改用登錄日或之後的日期。",
            $"That date is before the registration on {registeredOn:yyyy-MM-dd}: give that date or a later one.",
            "$.effectiveOn"
        );

    public static DomainError ReportYearInFuture(int year) =>
        Rule(
            "registry.report-year-in-future",
            $"{year} 年尚未開始：請填今年或之前的年度。",
            $"The year {year} has not begun: report on this year or an earlier one.",
            "$.year"
        );

    public static DomainError ReportExists(int year) =>
        Conflict(
            "registry.report-exists",
            $"{year} 年的公益報告已經提交：每一曆年一份。",
            $"The report of {year} has been filed: there is one for each calendar year."
        );

    public static DomainError IdentifierFixed { get; } =
        Rule(
            "registry.identifier-fixed",
            "登錄後識別碼不能變更：如有錯誤請洽登錄機關。",
            "The identifier of a registered organisation does not change: ask the registrar if it is wrong.",
            "$.ubn"
        );

    public static DomainError QueryTooLong(int longest) =>
        Malformed(
            "registry.query-too-long",
            $"搜尋文字過長：請縮短為 {longest} 個字元以內。",
            $"The search text is too long: give at most {longest} characters.",
            "$.q"
        );

    public static DomainError OrganisationOwned { get; } =
        Conflict(
            "registry.organisation-owned",
            "該組織已有所有人，不能認領：如有爭議請洽登錄機關。",
            "The organisation has an owner, so it cannot be claimed: ask the registrar if you think that is wrong."
        );

    public static DomainError ClaimExists { get; } =
        Conflict(
            "registry.claim-exists",
            "您已認領該組織，尚待登錄機關決定。",
            "You have claimed this organisation already: wait for the registrar's decision."
        );

    public static DomainError ClaimDecided(string status) =>
        Conflict(
            "registry.claim-decided",
            $"該認領已決定（{status}），不能再改。",
            $"The claim has been decided ({status}) and stays so."
        );

    public static DomainError AppealTarget { get; } =
        Rule(
            "registry.appeal-target",
            "請填 applicationId（被婉拒的申請）或 organisationId（被除名的組織）其中之一。",
            "Give either applicationId (a declined application) or organisationId (a delisted organisation).",
            "$.applicationId"
        );

    public static DomainError NothingToAppeal { get; } =
        Conflict(
            "registry.nothing-to-appeal",
            "只有被婉拒的申請或被除名的組織可以申訴。",
            "Only a declined application or a delisted organisation can be appealed for."
        );

    public static DomainError AppealTooLate(DateOnly until) =>
        Rule(
            "registry.appeal-too-late",
            $"申訴期限為 {until:yyyy-MM-dd}，已經過了：可以重新申請登錄。",
            $"Appeals were possible until {until:yyyy-MM-dd}: you may apply for registration again."
        );

    public static DomainError AppealExists { get; } =
        Conflict(
            "registry.appeal-exists",
            "這項決定已有申訴：每項決定可申訴一次。",
            "This decision has been appealed against: there is one appeal for each."
        );

    public static DomainError AppealDecided(string status) =>
        Conflict(
            "registry.appeal-decided",
            $"該申訴已決定（{status}），不能再改。",
            $"The appeal has been decided ({status}) and stays so."
        );

    public static DomainError PartnerExists(string ubn) =>
        Conflict("registry.industry-partner-exists", $"{ubn} 已是產業夥伴。", $"{ubn} is an industry partner already.");

    public static DomainError PledgeOver(DateOnly until) =>
        Rule(
            "registry.pledge-over",
            $"承諾期限 {until:yyyy-MM-dd} 已經過了：請填今天或之後的日期。",
            $"The pledge would have ended on {until:yyyy-MM-dd}: give today or a later date.",
            "$.until"
        );

    public static DomainError LinkExists { get; } =
        Conflict("registry.link-exists", "已連結該組織。", "The organisation is linked already.");

    public static DomainError NotRegistered { get; } =
        Rule(
            "registry.organisation-not-registered",
            "該組織目前未登錄，不能連結：請選擇登錄中的組織。",
            "The organisation is not registered at present: choose one that is.",
            "$.organisationId"
        );

    private static string List(IReadOnlyList<string> allowed) => allowed.Count == 0 ? "–" : string.Join(", ", allowed);
}
