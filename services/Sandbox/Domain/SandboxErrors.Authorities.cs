using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Sandbox.Domain;

/// <summary>The refusals about authorities and the calendar.</summary>
internal static partial class SandboxErrors
{
    public static DomainError AuthorityUnknown(string code, Authority nearest, string path) =>
        Rule(
            "sandbox.authority-unknown",
            $"查無機關代碼「{Short(code)}」;是否為「{nearest.Code}」({nearest.Name.Zh})?完整清單見 GET /api/sandbox/v1/authorities。",
            $"No authority has the code \"{Short(code)}\"; did you mean \"{nearest.Code}\" ({nearest.Name.En})? GET /api/sandbox/v1/authorities lists all.",
            path
        );

    public static DomainError AuthorityRetired(string code, Authority? successor, string path) =>
        Rule(
            "sandbox.authority-retired",
            successor is null
                ? $"機關代碼「{code}」已停用,且無承接機關;請改列其他機關。"
                : $"機關代碼「{code}」已停用;請改用承接機關「{successor.Code}」({successor.Name.Zh})。",
            successor is null
                ? $"The authority \"{code}\" no longer exists and nobody succeeds it; name another."
                : $"The authority \"{code}\" no longer exists; use its successor \"{successor.Code}\" ({successor.Name.En}).",
            path
        );

    public static DomainError AuthorityNotYet(string code, DateOnly from, string path) =>
        Rule(
            "sandbox.authority-not-yet",
            $"機關「{code}」自 {from:yyyy-MM-dd} 起始成立;在此之前請列現任主管機關。",
            $"The authority \"{code}\" takes office on {from:yyyy-MM-dd}; until then name the one in office.",
            path
        );

    public static DomainError AuthorityCodeInvalid { get; } =
        Malformed(
            "sandbox.authority-code-invalid",
            "機關代碼須為 2 至 40 個小寫英文字母、數字及連字號,以字母開頭(例如 moea、county-hualien)。",
            "An authority's code is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter (such as moea, county-hualien).",
            "$.code"
        );

    public static DomainError ValidityInvalid { get; } =
        Rule(
            "sandbox.validity-invalid",
            "機關的終止日(validTo)不得早於成立日(validFrom);請更正日期。",
            "An authority cannot end (validTo) before it begins (validFrom); correct the dates.",
            "$.validTo"
        );

    public static DomainError SuccessorCycle(string code) =>
        Rule(
            "sandbox.successor-cycle",
            $"機關「{code}」不得直接或間接承接自己;請改填其他承接機關。",
            $"The authority \"{code}\" would succeed itself, directly or through others; name another successor.",
            "$.successor"
        );

    public static DomainError AuthorityNamedTwice(string code, string path) =>
        Rule(
            "sandbox.authority-twice",
            $"機關「{code}」重複;每一機關只能徵詢一次。",
            $"The authority \"{code}\" is named twice; each is asked once.",
            path
        );

    public static DomainError AuthorityAlreadyConsulted(string code, string path) =>
        Conflict(
            "sandbox.authority-already-asked",
            $"已徵詢機關「{code}」;如需延長請展期。",
            $"The authority \"{code}\" was already asked; extend its deadline if it needs more time."
        ) with
        {
            Path = path,
        };

    public static DomainError CalendarDateInvalid(string path) =>
        Rule(
            "sandbox.calendar-date-invalid",
            "日期須屬於該年度,且不得重複或同時列為放假與補班。",
            "A date must be of that year, listed once, and not be both closed and worked.",
            path
        );

    public static DomainError CalendarYearInvalid { get; } =
        Malformed(
            "sandbox.calendar-year-invalid",
            "年度須介於 1912 與 2200 之間,並與路徑相符。",
            "The year must be between 1912 and 2200, and the one of the path.",
            "$.year"
        );
}
