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

    public static DomainError AppDisabled { get; } = new("access.app-disabled", ErrorKind.Conflict,
        "此應用程式已停用：請另建新的應用程式。", "This app is disabled: create a new one.");
}
