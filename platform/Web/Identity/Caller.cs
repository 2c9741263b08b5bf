using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Platform.Web.Identity;

/// <summary>The caller, from the validated token; a parameter of any handler. <see cref="Anonymous"/> without a token.</summary>
/// <param name="Subject">The person or app: claim <c>sub</c>.</param>
/// <param name="ClientId">The app that the token was issued to.</param>
/// <param name="Party">The party for which the caller acts, and which owns what the caller creates. Empty without a token.</param>
/// <param name="Roles">The role names (see <see cref="Identity.Roles"/>).</param>
public sealed record Caller(string Subject, string ClientId, string Party, IReadOnlyList<string> Roles)
{
    private const string AuthorityPrefix = "authority:";

    /// <summary>The caller without a token.</summary>
    public static Caller Anonymous { get; } = new("", "", "", []);

    /// <summary>
    /// The code of the competent authority whose officer the caller is, e.g. <c>mof</c>; otherwise <see langword="null"/>.
    /// </summary>
    public string? Authority => Party.StartsWith(AuthorityPrefix, StringComparison.Ordinal) ? Party[AuthorityPrefix.Length..] : null;

    /// <summary>Returns whether the caller has the role.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Returns whether the caller has one of the roles.</summary>
    public bool HasAny(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Has(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the caller acts for <paramref name="party"/>.</summary>
    public bool Owns(string? party) => Party.Length > 0 && Party == party;

    /// <summary>Returns the caller of a request.</summary>
    public static Caller Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
            ? new(
                user.FindFirstValue("sub") ?? "",
                user.FindFirstValue("client_id") ?? "",
                user.FindFirstValue("party") ?? "",
                [.. user.FindAll("role").Select(claim => claim.Value)]
            )
            : Anonymous;

    /// <summary>Binds a <see cref="Caller"/> parameter of a minimal API handler.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context.User));
}
