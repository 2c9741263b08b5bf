using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Domain;

/// <summary>The errors of the registry.</summary>
internal static class RegistryErrors
{
    public static DomainError UbnInvalid(string ubn) =>
        new(
            "registry.ubn-invalid",
            ErrorKind.Rule,
            $"統一編號 {ubn} 未通過檢查：應為八位數字（00000000 除外），各位乘以 1,2,1,2,1,2,4,1，將各乘積的個位與十位相加；總和須為 5 的倍數（2023-04-01 起；之前須為 10 的倍數，舊號碼同樣通過），第 7 位為 7 時，總和或總和加 1 皆可。請核對後再送。",
            $"The unified business number {ubn} fails its check: eight digits, not all of them 0, times 1,2,1,2,1,2,4,1, the digits of the products added, must give a multiple of 5 (the rule since 2023-04-01; before it was 10, so older numbers pass too); when the 7th digit is 7, the total or the total + 1. Check it and send it again."
        )
        {
            Path = "$.ubn",
        };

    public static DomainError AlreadyRegistered(string identifier) =>
        new(
            "registry.already-registered",
            ErrorKind.Conflict,
            $"{identifier} 已登錄，或已有進行中的申請：請以該組織的帳號登入，或認領已匯入的組織。",
            $"{identifier} is registered already, or has an application under way: sign in as its owner, or claim the imported organisation."
        );

    public static DomainError IdentifierMissing { get; } =
        new(
            "registry.identifier-missing",
            ErrorKind.Rule,
            "請填統一編號；沒有統一編號者，請填 otherIdentifier 的登記機關與字號。",
            "Give the unified business number, or otherIdentifier with its register and value where there is none."
        )
        {
            Path = "$.ubn",
        };

    public static DomainError CountyUnknown(string county, string? nearest) =>
        new(
            "registry.county-unknown",
            ErrorKind.Rule,
            nearest is null
                ? $"沒有「{county}」這個縣市：請填 {List(Counties.All)} 其中之一。"
                : $"沒有「{county}」這個縣市：您是指「{nearest}」嗎？",
            nearest is null
                ? $"There is no county or city called {county}: give one of {List(Counties.All)}."
                : $"There is no county or city called {county}: did you mean {nearest}?"
        )
        {
            Path = "$.county",
        };

    public static DomainError SdgUnknown(int sdg) =>
        new(
            "registry.sdg-unknown",
            ErrorKind.Rule,
            $"沒有第 {sdg} 項永續發展目標：請填 1 到 17。",
            $"There is no Sustainable Development Goal {sdg}: give 1 to 17."
        )
        {
            Path = "$.sdgs",
        };

    public static DomainError FoundedInFuture(DateOnly foundedOn) =>
        new(
            "registry.founded-in-future",
            ErrorKind.Rule,
            $"成立日期 {foundedOn:yyyy-MM-dd} 在未來：請填實際成立日期。",
            $"The founding date {foundedOn:yyyy-MM-dd} is in the future: give the date on which it was founded."
        )
        {
            Path = "$.foundedOn",
        };

    public static DomainError ApplicationState(ApplicationStatus status, IReadOnlyList<string> allowed) =>
        new(
            "registry.application-state",
            ErrorKind.Conflict,
            $"申請目前為 {status.ToCamelCase()}，不能這樣處理。可執行：{List(allowed)}。",
            $"The application is {status.ToCamelCase()}, which does not allow this. Allowed: {List(allowed)}."
        )
        {
            Allowed = allowed,
        };

    public static DomainError OrganisationState(OrganisationStatus status, IReadOnlyList<string> allowed) =>
        new(
            "registry.organisation-state",
            ErrorKind.Conflict,
            $"組織在該日為 {status.ToCamelCase()}，不能這樣處理。可執行：{List(allowed)}。",
            $"The organisation is {status.ToCamelCase()} on that date, which does not allow this. Allowed: {List(allowed)}."
        )
        {
            Allowed = allowed,
        };

    public static DomainError BeforeRegistration(DateOnly? registeredOn) =>
        new(
            "registry.before-registration",
            ErrorKind.Rule,
            $"生效日早於登錄日 {registeredOn:yyyy-MM-dd}：請改用登錄日或之後的日期。",
            $"That date is before the registration on {registeredOn:yyyy-MM-dd}: give that date or a later one."
        )
        {
            Path = "$.effectiveOn",
        };

    public static DomainError ReportYearInFuture(int year) =>
        new(
            "registry.report-year-in-future",
            ErrorKind.Rule,
            $"{year} 年尚未開始：請填今年或之前的年度。",
            $"The year {year} has not begun: report on this year or an earlier one."
        )
        {
            Path = "$.year",
        };

    public static DomainError ReportExists(int year) =>
        new(
            "registry.report-exists",
            ErrorKind.Conflict,
            $"{year} 年的公益報告已經提交：每一曆年一份。",
            $"The report of {year} has been filed: there is one for each calendar year."
        );

    public static DomainError IdentifierFixed { get; } =
        new(
            "registry.identifier-fixed",
            ErrorKind.Rule,
            "登錄後識別碼不能變更：如有錯誤請洽登錄機關。",
            "The identifier of a registered organisation does not change: ask the registrar if it is wrong."
        )
        {
            Path = "$.ubn",
        };

    public static DomainError ImportOwned { get; } =
        new(
            "registry.import-owned",
            ErrorKind.Conflict,
            "該組織已有所有人，匯入不能更改其內容：請由所有人自行更新。",
            "The organisation has an owner, so an import does not change it: its owner updates it."
        );

    public static DomainError ImportHeader(IReadOnlyList<string> missing) =>
        new(
            "registry.import-header",
            ErrorKind.Rule,
            $"第一列應為欄位名稱，缺少：{List(missing)}。沒有任何一列被匯入；請補上後重新上傳。",
            $"The first line must name the columns; missing: {List(missing)}. Nothing was imported: add them and send the file again."
        );

    public static DomainError ImportRowUnreadable { get; } =
        new(
            "registry.import-row-unreadable",
            ErrorKind.Rule,
            "此列無法讀取：請檢查日期（YYYY-MM-DD）、數字與代碼。",
            "This row cannot be read: check dates (YYYY-MM-DD), numbers and codes."
        );

    public static DomainError ImportRowBroken { get; } =
        new(
            "registry.import-row-broken",
            ErrorKind.Rule,
            "此列的引號未成對、位置不對，或內容過長，因此略過；自下一行起繼續讀取。含有引號的欄位請以引號包住，內部引號寫兩次。",
            "A quote of this row is not closed or stands where none may, or the row is too long. It was left out, and reading went on with the next line: put such a cell in quotes and double the quotes in it."
        );

    public static DomainError ImportRowEncoding { get; } =
        new(
            "registry.import-row-encoding",
            ErrorKind.Rule,
            "此列含有無法解讀的字元：請以 UTF-8 或 Big5 重新存檔。",
            "This row has characters that mean nothing in the file's encoding: save it as UTF-8 or Big5."
        );

    public static DomainError ImportRowIncomplete(string members) =>
        new(
            "registry.import-row-incomplete",
            ErrorKind.Rule,
            $"此列缺漏或不符規定的欄位：{members}。",
            $"Members of this row that are missing or not acceptable: {members}."
        );

    public static DomainError ImportRegisteredFrom(DateOnly next) =>
        new(
            "registry.import-registered-from",
            ErrorKind.Conflict,
            $"該組織自 {next:yyyy-MM-dd} 起已有其他登錄狀態：registeredFrom 須早於該日。",
            $"The organisation has another status from {next:yyyy-MM-dd} on: registeredFrom must be before that."
        );

    public static DomainError ImportRegisteredInFuture(DateOnly from) =>
        new(
            "registry.registered-in-future",
            ErrorKind.Rule,
            $"登錄日期 {from:yyyy-MM-dd} 在未來：請填今天或之前的日期，或留空。",
            $"The date of registration {from:yyyy-MM-dd} is in the future: give today or an earlier date, or leave it out."
        );

    public static DomainError ImportFailed(int line) =>
        new(
            "registry.import-failed",
            ErrorKind.Rule,
            $"自第 {line} 行起一再發生錯誤，匯入已停止；之前的資料均已保留。請檢查該處之後重新上傳同一檔案，已匯入者不受影響。",
            $"From line {line} on the import failed again and again and was stopped; the rows before are kept. Check the file from there and send it again: what is in stays as it is."
        );

    public static DomainError QueryTooLong(int longest) =>
        new(
            "registry.query-too-long",
            ErrorKind.Malformed,
            $"搜尋文字過長：請縮短為 {longest} 個字元以內。",
            $"The search text is too long: give at most {longest} characters."
        )
        {
            Path = "$.q",
        };

    public static DomainError OrganisationOwned { get; } =
        new(
            "registry.organisation-owned",
            ErrorKind.Conflict,
            "該組織已有所有人，不能認領：如有爭議請洽登錄機關。",
            "The organisation has an owner, so it cannot be claimed: ask the registrar if you think that is wrong."
        );

    public static DomainError ClaimExists { get; } =
        new(
            "registry.claim-exists",
            ErrorKind.Conflict,
            "您已認領該組織，尚待登錄機關決定。",
            "You have claimed this organisation already: wait for the registrar's decision."
        );

    public static DomainError ClaimDecided(string status) =>
        new(
            "registry.claim-decided",
            ErrorKind.Conflict,
            $"該認領已決定（{status}），不能再改。",
            $"The claim has been decided ({status}) and stays so."
        );

    public static DomainError AppealTarget { get; } =
        new(
            "registry.appeal-target",
            ErrorKind.Rule,
            "請填 applicationId（被婉拒的申請）或 organisationId（被除名的組織）其中之一。",
            "Give either applicationId (a declined application) or organisationId (a delisted organisation)."
        )
        {
            Path = "$.applicationId",
        };

    public static DomainError NothingToAppeal { get; } =
        new(
            "registry.nothing-to-appeal",
            ErrorKind.Conflict,
            "只有被婉拒的申請或被除名的組織可以申訴。",
            "Only a declined application or a delisted organisation can be appealed for."
        );

    public static DomainError AppealTooLate(DateOnly until) =>
        new(
            "registry.appeal-too-late",
            ErrorKind.Rule,
            $"申訴期限為 {until:yyyy-MM-dd}，已經過了：可以重新申請登錄。",
            $"Appeals were possible until {until:yyyy-MM-dd}: you may apply for registration again."
        );

    public static DomainError AppealExists { get; } =
        new(
            "registry.appeal-exists",
            ErrorKind.Conflict,
            "這項決定已有申訴：每項決定可申訴一次。",
            "This decision has been appealed against: there is one appeal for each."
        );

    public static DomainError AppealDecided(string status) =>
        new(
            "registry.appeal-decided",
            ErrorKind.Conflict,
            $"該申訴已決定（{status}），不能再改。",
            $"The appeal has been decided ({status}) and stays so."
        );

    public static DomainError PartnerExists(string ubn) =>
        new("registry.industry-partner-exists", ErrorKind.Conflict, $"{ubn} 已是產業夥伴。", $"{ubn} is an industry partner already.");

    public static DomainError PledgeOver(DateOnly until) =>
        new(
            "registry.pledge-over",
            ErrorKind.Rule,
            $"承諾期限 {until:yyyy-MM-dd} 已經過了：請填今天或之後的日期。",
            $"The pledge would have ended on {until:yyyy-MM-dd}: give today or a later date."
        )
        {
            Path = "$.until",
        };

    public static DomainError LinkExists { get; } =
        new("registry.link-exists", ErrorKind.Conflict, "已連結該組織。", "The organisation is linked already.");

    public static DomainError NotRegistered { get; } =
        new(
            "registry.organisation-not-registered",
            ErrorKind.Rule,
            "該組織目前未登錄，不能連結：請選擇登錄中的組織。",
            "The organisation is not registered at present: choose one that is."
        )
        {
            Path = "$.organisationId",
        };

    private static string List(IReadOnlyList<string> allowed) => allowed.Count == 0 ? "–" : string.Join(", ", allowed);
}
