using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Identity;

/// <summary>Who calls, from the validated token. A parameter of any handler; <see cref="Anonymous"/> without a token.</summary>
/// <param name="Subject">The person or app: claim <c>sub</c>.</param>
/// <param name="ClientId">The app that the token was issued to.</param>
/// <param name="Party">Whom the caller acts for; what a party creates belongs to it. Empty without a token.</param>
/// <param name="Roles">Role names (see <see cref="Identity.Roles"/>).</param>
public sealed record Caller(string Subject, string ClientId, string Party, IReadOnlyList<string> Roles)
{
    private const string AuthorityPrefix = "authority:";

    /// <summary>Nobody in particular.</summary>
    public static Caller Anonymous { get; } = new("", "", "", []);

    /// <summary>
    /// The code of the competent authority that the caller is an officer of, e.g. <c>mof</c>; otherwise <see langword="null"/>.
    /// </summary>
    public string? Authority => Party.StartsWith(AuthorityPrefix, StringComparison.Ordinal) ? Party[AuthorityPrefix.Length..] : null;

    /// <summary>Whether the caller has the role.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether the caller has one of the roles.</summary>
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

    /// <summary>Whether something that belongs to <paramref name="party"/> is the caller's own.</summary>
    public bool Owns(string? party) => Party.Length > 0 && Party == party;

    /// <summary>The caller of a request.</summary>
    public static Caller Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
            ? new(
                user.FindFirstValue("sub") ?? "",
                user.FindFirstValue("client_id") ?? "",
                user.FindFirstValue("party") ?? "",
                [.. user.FindAll("role").Select(claim => claim.Value)]
            )
            : Anonymous;

    /// <summary>Lets a minimal API handler take a <see cref="Caller"/>.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context.User));
}
