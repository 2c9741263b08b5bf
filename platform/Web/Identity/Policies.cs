using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Data;

namespace Platform.Web.Identity;

/// <summary>
/// Declares who may call an endpoint. The process does not start when an endpoint has no policy, so none is public by omission.
/// </summary>
public static class Policies
{
    /// <summary>
    /// Requires one of these roles and the service's scope: <c>{service}.read</c> for GET, <c>{service}.write</c> for other methods.
    /// </summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim("role", roles).RequireAssertion(HasScope));

    /// <summary>Requires a signed-in caller of any role, with the service's scope.</summary>
    public static TBuilder ForSignedIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(HasScope));

    /// <summary>Allows every caller, also without a token.</summary>
    public static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous();

    /// <summary>Throws when an endpoint has no policy and is not explicitly public.</summary>
    /// <exception cref="InvalidOperationException">An endpoint has no policy; the message names the endpoints.</exception>
    public static void RequirePolicies(EndpointDataSource endpoints)
    {
        var open = endpoints.Endpoints.Where(endpoint => !HasPolicy(endpoint)).Select(endpoint => endpoint.DisplayName).ToArray();
        if (open.Length > 0)
        {
            throw new InvalidOperationException($"No policy: {string.Join(", ", open)}. Say For(roles), ForSignedIn() or ForAnyone().");
        }
    }

    /// <summary>Returns whether an endpoint has a policy or is explicitly public.</summary>
    internal static bool HasPolicy(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;

    /// <summary>Returns the roles that a policy accepts; none when it accepts every signed-in caller.</summary>
    internal static IEnumerable<string> RolesOf(AuthorizationPolicy policy) =>
        policy
            .Requirements.OfType<ClaimsAuthorizationRequirement>()
            .Where(required => required.ClaimType == "role")
            .SelectMany(required => required.AllowedValues ?? []);

    private static bool HasScope(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http)
        {
            return false;
        }

        var service = http.GetEndpoint()?.Metadata.GetMetadata<ServiceName>()?.Name;
        var needed = $"{service}.{(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? "read" : "write")}";
        return http.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(needed));
    }
}
