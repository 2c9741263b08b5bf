using Platform.Domain;
using Platform.Web.Identity;

namespace Platform.Access.Domain.Apps;

/// <summary>The rules for what a new app is given.</summary>
internal static class AppRules
{
    /// <summary>The most web origins of an app.</summary>
    public const int MaxOrigins = 20;

    /// <summary>Returns the error for the first role or scope that does not exist.</summary>
    public static DomainError? RefusalOf(IReadOnlyList<string> roles, IReadOnlyList<string> scopes) =>
        roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } role ? AccessErrors.RoleUnknown(role)
        : scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } scope ? AccessErrors.ScopeUnknown(scope)
        : null;

    /// <summary>Returns the error for the first text that is not a web origin.</summary>
    /// <param name="origins">The texts.</param>
    /// <param name="allowsLocalHttp">Whether http is allowed for this machine.</param>
    public static DomainError? RefusalOf(IReadOnlyList<string> origins, bool allowsLocalHttp) =>
        origins
            .Index()
            .Where(given => !IsOrigin(given.Item, allowsLocalHttp))
            .Select(given => AccessErrors.OriginInvalid(given.Index))
            .FirstOrDefault();

    /// <summary>Returns whether a text is an origin as a browser sends it (RFC 6454). Any other spelling would never match.</summary>
    private static bool IsOrigin(string? text, bool allowsLocalHttp) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.GetLeftPart(UriPartial.Authority) == text
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address is { Scheme: "http", IsLoopback: true } && allowsLocalHttp));
}
