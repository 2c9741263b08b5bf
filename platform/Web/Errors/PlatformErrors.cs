using Platform.Domain;

namespace Platform.Web.Errors;

/// <summary>The errors that all services share.</summary>
public static class PlatformErrors
{
    /// <summary>401: no token.</summary>
    public static DomainError TokenMissing { get; } =
        new(
            "auth.token-missing",
            ErrorKind.Forbidden,
            "此操作需要登入：請向 /connect/token 取得權杖，並放在 Authorization: Bearer 標頭。",
            "This needs a token: get one from /connect/token and send it as Authorization: Bearer."
        );

    /// <summary>401: the token is invalid or has expired.</summary>
    public static DomainError TokenInvalid { get; } =
        new(
            "auth.token-invalid",
            ErrorKind.Forbidden,
            "權杖無效或已過期：請向 /connect/token 重新取得。",
            "The token is invalid or has expired: get a new one from /connect/token."
        );

    /// <summary>401: the app of the token has been disabled.</summary>
    public static DomainError AppDisabled { get; } =
        new(
            "auth.app-disabled",
            ErrorKind.Forbidden,
            "此應用程式已停用，其權杖不再有效：請洽平臺管理者。",
            "This app has been disabled, and its tokens do not count any more: ask the platform team."
        );

    /// <summary>403: the caller is signed in, but lacks the role or scope.</summary>
    public static DomainError Forbidden { get; } =
        new(
            "auth.forbidden",
            ErrorKind.Forbidden,
            "您的角色或授權範圍不允許此操作：請改用有權限的帳號，或請平台管理員調整。",
            "Your roles or scopes do not allow this: use an account that may, or ask the platform team for the scope."
        );

    /// <summary>404: the resource does not exist, or the caller may not see it.</summary>
    public static DomainError NotFound { get; } =
        new(
            "request.not-found",
            ErrorKind.NotFound,
            "找不到這筆資料，或您無權查看：請確認識別碼與登入的帳號。",
            "There is no such thing, or you may not see it: check the id and the account you are signed in with."
        );

    /// <summary>405.</summary>
    public static DomainError MethodNotAllowed { get; } =
        new(
            "request.method-not-allowed",
            ErrorKind.Malformed,
            "此路徑不支援這個方法：可用的方法列在 Allow 標頭與 /docs。",
            "This path does not take this method: see the Allow header and /docs."
        );

    /// <summary>400: the request cannot be read.</summary>
    public static DomainError Malformed { get; } =
        new(
            "request.malformed",
            ErrorKind.Malformed,
            "請求無法解讀：請依 errors 所指的位置修正後再送。",
            "The request cannot be read: mend what errors points at and send it again."
        );

    /// <summary>400: the request can be read, but members are missing or out of bounds.</summary>
    public static DomainError Invalid { get; } =
        new(
            "request.invalid",
            ErrorKind.Malformed,
            "部分欄位缺漏或不符規定：請依 errors 逐項修正後再送。",
            "Some members are missing or not acceptable: mend each one listed in errors and send it again."
        );

    /// <summary>409: somebody else has changed the resource in the meantime.</summary>
    public static DomainError LostRace { get; } =
        new(
            "request.lost-race",
            ErrorKind.Conflict,
            "資料剛被他人更新：請重新讀取後再試。",
            "Somebody else has just changed this: read it again and repeat."
        );

    /// <summary>412: <c>If-Match</c> names an old version.</summary>
    public static DomainError Stale { get; } =
        new(
            "request.stale",
            ErrorKind.Stale,
            "If-Match 的版本已過時：請重新讀取最新版本後再送。",
            "If-Match names a version that is no longer current: read it again and send the new ETag."
        );

    /// <summary>428: PUT and PATCH require <c>If-Match</c>.</summary>
    public static DomainError IfMatchMissing { get; } =
        new(
            "request.if-match-missing",
            ErrorKind.Malformed,
            "修改需附上 If-Match 標頭：請先讀取資料並帶回其 ETag。",
            "A change needs the If-Match header: read the resource first and send its ETag back."
        );

    /// <summary>400: the cursor was not issued by this API.</summary>
    public static DomainError CursorInvalid { get; } =
        new(
            "request.cursor-invalid",
            ErrorKind.Malformed,
            "cursor 無效：請使用上一頁回覆的 nextCursor。",
            "The cursor is not valid: use nextCursor of the previous page."
        )
        {
            Path = "$.cursor",
        };

    /// <summary>400: limit must be 1 to 200.</summary>
    public static DomainError LimitInvalid { get; } =
        new("request.limit-invalid", ErrorKind.Malformed, "limit 必須介於 1 與 200 之間。", "limit must be between 1 and 200.")
        {
            Path = "$.limit",
        };

    /// <summary>400: the key must be 1–255 visible ASCII characters.</summary>
    public static DomainError IdempotencyKeyInvalid { get; } =
        new(
            "idempotency.key-invalid",
            ErrorKind.Malformed,
            "Idempotency-Key 須為 1–255 個可見 ASCII 字元。",
            "Idempotency-Key must be 1 to 255 visible ASCII characters."
        );

    /// <summary>422: the key was used with another body.</summary>
    public static DomainError IdempotencyMismatch { get; } =
        new(
            "idempotency.mismatch",
            ErrorKind.Rule,
            "這個 Idempotency-Key 已用於內容不同的請求：請為新的請求換一個鍵。",
            "This Idempotency-Key was used for a request with another body: use a new key for a new request."
        );

    /// <summary>409: the first request with this key is still running.</summary>
    public static DomainError IdempotencyInProgress { get; } =
        new(
            "idempotency.in-progress",
            ErrorKind.Conflict,
            "使用同一個 Idempotency-Key 的請求仍在處理：請稍候依 Retry-After 重試。",
            "A request with this Idempotency-Key is still running: repeat it after Retry-After seconds."
        );

    /// <summary>409: the first answer contained a secret, which is shown only once.</summary>
    public static DomainError IdempotencySecret { get; } =
        new(
            "idempotency.secret-not-repeated",
            ErrorKind.Conflict,
            "第一次的回覆含有只顯示一次的密鑰，無法重播：如未收到，請另建新的密鑰。",
            "The first answer held a secret that is shown only once: if it was lost, create a new secret."
        );

    /// <summary>413.</summary>
    public static DomainError TooLarge { get; } =
        new(
            "request.too-large",
            ErrorKind.Malformed,
            "請求內容太大：請分批或縮小後再送。",
            "The request is too large: send less at a time."
        );

    /// <summary>415.</summary>
    public static DomainError MediaTypeUnsupported { get; } =
        new(
            "request.media-type-unsupported",
            ErrorKind.Malformed,
            "不支援的內容類型：請依 /docs 使用正確的 Content-Type。",
            "This content type is not taken here: see /docs for the right Content-Type."
        );

    /// <summary>503.</summary>
    public static DomainError Unavailable { get; } =
        new(
            "server.unavailable",
            ErrorKind.Conflict,
            "服務暫時無法使用：請依 Retry-After 稍後重試。",
            "The service is not available just now: repeat after Retry-After seconds."
        );

    /// <summary>500: an internal error.</summary>
    public static DomainError Fault { get; } =
        new(
            "server.error",
            ErrorKind.Conflict,
            "系統發生錯誤，已留下紀錄：請稍後再試，並於回報時附上 traceId。",
            "Something went wrong on our side and is on record: try again later, and name the traceId when you report it."
        );
}
