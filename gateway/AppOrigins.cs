using Microsoft.AspNetCore.Cors.Infrastructure;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>
/// Decides cross-origin requests (Fetch standard, "CORS protocol") by app. A request without a token, such as a preflight, is allowed
/// from the origins of all apps; a request with a token only from the origins of that token's app. Cookies are not used.
/// </summary>
internal sealed class AppOrigins(AppDirectory apps) : ICorsPolicyProvider
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var app = HttpMethods.IsOptions(context.Request.Method) ? null : context.User.FindFirst("client_id")?.Value;
        var origins = apps.List.Origins;
        var allowed = app is null
            ? origins.Values.Any(of => of.Contains(origin))
            : origins.TryGetValue(app, out var own) && own.Contains(origin);
        return Task.FromResult<CorsPolicy?>(
            new CorsPolicyBuilder(allowed ? [origin] : [])
                .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                .WithHeaders(
                    "Authorization",
                    "Content-Type",
                    "Accept-Language",
                    "If-Match",
                    "If-None-Match",
                    "Idempotency-Key",
                    "traceparent"
                )
                .WithExposedHeaders(
                    "ETag",
                    "Location",
                    "Idempotency-Replayed",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Retry-After",
                    "traceresponse"
                )
                .SetPreflightMaxAge(Remembered)
                .Build()
        );
    }
}
