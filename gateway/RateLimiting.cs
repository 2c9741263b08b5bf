using System.Globalization;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>Refuses requests beyond <see cref="RateLimits"/>, and adds the rate-limit headers to every answer.</summary>
internal static class RateLimiting
{
    public static readonly DomainError TooMany = new(
        "request.rate-limited",
        ErrorKind.Conflict,
        "請求過於頻繁：請依 Retry-After 稍候再試。",
        "Too many requests: wait for Retry-After seconds."
    );

    public static void UseRateLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        var plans = app.Services.GetRequiredService<Plans>();
        app.Use(
            async (http, next) =>
            {
                if (http.Request.Path.StartsWithSegments("/health"))
                {
                    await next(http);
                    return;
                }

                // Requests without a token, or with a token that will be refused, are counted by their address.
                var (plan, permits) = plans.Of(http.User.FindFirst("plan")?.Value);
                var policy = plan == Plans.Standard ? "default" : plan;
                var (granted, left, reset) = await limits.AcquireAsync(
                    http.User.FindFirst("sub")?.Value is { } subject
                        ? $"{http.User.FindFirst("client_id")?.Value}/{subject}"
                        : http.Connection.RemoteIpAddress?.ToString() ?? "",
                    permits
                );
                // The headers are added last, because an answer that replaces another one clears them.
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers["RateLimit-Policy"] = RateLimits.Policy(policy, permits);
                    http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={left};t={reset}");
                    return Task.CompletedTask;
                });
                if (granted)
                {
                    await next(http);
                    return;
                }

                http.Response.Headers.RetryAfter = reset.ToString(CultureInfo.InvariantCulture);
                await Problems.WriteAsync(http, TooMany, 429);
            }
        );
    }
}
