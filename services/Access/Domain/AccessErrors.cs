using Platform.Domain;
using static Platform.Domain.DomainError;

namespace Platform.Access.Domain;

/// <summary>The errors of Access, except those of token requests, which follow RFC 6749.</summary>
internal static class AccessErrors
{
    public static DomainError RoleUnknown(string role) =>
        Rule(
            "access.role-unknown",
            $"沒有「{role}」這個角色：角色名稱見 /docs。",
            $"There is no role called {role}: /docs lists them.",
            "$.roles"
        );

    public static DomainError ScopeUnknown(string scope) =>
        Rule(
            "access.scope-unknown",
            $"沒有「{scope}」這個授權範圍：範圍為 服務.read 或 服務.write。",
            $"There is no scope called {scope}: a scope is service.read or service.write.",
            "$.scopes"
        );

    public static DomainError PlanUnknown(string plan, IEnumerable<string> available) =>
        Rule(
            "access.plan-unknown",
            $"沒有「{plan}」這個方案：可用的方案為 {string.Join("、", available)}。",
            $"There is no plan called {plan}: there are {string.Join(", ", available)}.",
            "$.plan"
        );

    public static DomainError OriginInvalid(int index) =>
        Rule(
            "access.origin-invalid",
            "網頁來源須為 https://主機[:埠]，不含路徑；開發環境的本機可用 http。",
            "A web origin is https://host[:port] without a path; http is for this machine in Development only.",
            $"$.origins[{index}]"
        );

    public static DomainError UsagePeriodInvalid(int days) =>
        Malformed(
            "access.usage-period-invalid",
            $"期間的起日不得晚於迄日，且最長 {days} 日。",
            $"The period has to begin before it ends, and may have {days} days at most.",
            "$.from"
        );

    public static DomainError AppDisabled { get; } =
        Conflict("access.app-disabled", "此應用程式已停用：請另建新的應用程式。", "This app is disabled: create a new one.");

    public static DomainError WebhookNeedsApp { get; } =
        Forbidden(
            "access.webhook-needs-app",
            "只有已登錄的應用程式可訂閱 webhook：請以 client_credentials 取得權杖後再送。",
            "Only a registered app subscribes: get a token with client_credentials and send this again."
        );

    public static DomainError WebhooksFull(int most) =>
        Conflict(
            "access.webhooks-full",
            $"每個應用程式最多 {most} 個 webhook：請先刪除不用的。",
            $"An app has at most {most} webhooks: delete one that is not needed."
        );

    public static DomainError WebhookSecretsFull(int most) =>
        Conflict(
            "access.webhook-secrets-full",
            $"同時有效的密鑰最多 {most} 個：請先刪除舊的。",
            $"At most {most} secrets are valid at once: delete an old one first."
        );

    public static DomainError WebhookLastSecret { get; } =
        Conflict(
            "access.webhook-last-secret",
            "這是唯一的密鑰：請先建立新的再刪除它。",
            "This is the only secret: create another one before you delete it."
        );

    public static DomainError WebhookEnabled { get; } =
        Conflict("access.webhook-enabled", "此 webhook 已啟用，無須再驗證。", "This webhook is enabled already: there is nothing to do.");

    public static DomainError WebhookNotEnabled { get; } =
        Conflict(
            "access.webhook-not-enabled",
            "此 webhook 未啟用：請先呼叫 enable，端點通過驗證後再重送。",
            "This webhook is not enabled: call enable, and replay once its endpoint is verified."
        );

    public static DomainError ReplayTooLarge(int most) =>
        Rule(
            "access.replay-too-large",
            $"一次最多重送 {most} 個事件：請選較晚的 since，更早的請由 /events 讀取。",
            $"At most {most} events are replayed at once: choose a later since, and read earlier ones from /events.",
            "$.since"
        );

    public static DomainError EventTypeUnknown(string type, string nearest, int index) =>
        Rule(
            "access.event-type-unknown",
            $"沒有「{type}」這種事件：您是指「{nearest}」嗎？",
            $"There is no event called {type}: did you mean {nearest}?",
            $"$.eventTypes[{index}]"
        );

    public static DomainError WebhookUrlInvalid { get; } =
        Rule(
            "access.webhook-url-invalid",
            "url 須為完整的 https 位址，不含帳號密碼與 #：請修正後再送。",
            "url must be a whole https address, without user name, password or #: mend it and send it again.",
            "$.url"
        );

    public static DomainError WebhookPortRefused(string allowed) =>
        Rule(
            "access.webhook-port-refused",
            $"url 的連接埠不在允許之列：請使用 {allowed}。",
            $"url names a port that is not allowed: use {allowed}.",
            "$.url"
        );

    public static DomainError WebhookAddressRefused { get; } =
        Rule(
            "access.webhook-address-refused",
            "url 指向內部或保留的網路位址：請改用網際網路上公開的主機。",
            "url leads to a private or reserved address: use a host on the public Internet.",
            "$.url"
        );
}
