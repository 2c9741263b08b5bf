using Platform.ServiceDefaults.Errors;

namespace Platform.Access.Domain;

/// <summary>Every reason for which Access refuses, token requests aside (those answer as RFC 6749 says).</summary>
internal static class AccessErrors
{
    public static DomainError RoleUnknown(string role) => new("access.role-unknown", ErrorKind.Rule,
        $"沒有「{role}」這個角色：角色名稱見 /docs。", $"There is no role called {role}: /docs lists them.")
    { Path = "$.roles" };

    public static DomainError ScopeUnknown(string scope) => new("access.scope-unknown", ErrorKind.Rule,
        $"沒有「{scope}」這個授權範圍：範圍為 服務.read 或 服務.write。", $"There is no scope called {scope}: a scope is service.read or service.write.")
    { Path = "$.scopes" };

    public static DomainError PlanUnknown(string plan, IEnumerable<string> known) => new("access.plan-unknown", ErrorKind.Rule,
        $"沒有「{plan}」這個方案：可用的方案為 {string.Join("、", known)}。", $"There is no plan called {plan}: there are {string.Join(", ", known)}.")
    { Path = "$.plan" };

    public static DomainError OriginInvalid(int index) => new("access.origin-invalid", ErrorKind.Rule,
        "網頁來源須為 https://主機[:埠]，不含路徑；開發環境的本機可用 http。", "A web origin is https://host[:port] without a path; http is for this machine in Development only.")
    { Path = $"$.origins[{index}]" };

    public static DomainError UsagePeriodInvalid(int days) => new("access.usage-period-invalid", ErrorKind.Malformed,
        $"期間的起日不得晚於迄日，且最長 {days} 日。", $"The period has to begin before it ends, and may have {days} days at most.")
    { Path = "$.from" };

    public static DomainError AppDisabled { get; } = new("access.app-disabled", ErrorKind.Conflict,
        "此應用程式已停用：請另建新的應用程式。", "This app is disabled: create a new one.");
}
