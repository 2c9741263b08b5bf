using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway;

/// <summary>
/// A fixed window of a minute per caller (app and person, or address), told on every answer with <c>RateLimit-Policy</c> and <c>RateLimit</c>
/// (draft-ietf-httpapi-ratelimit-headers-10). The size is <c>RateLimit:PerMinute</c>.
/// </summary>
internal sealed class RateLimits(IConfiguration configuration)
{
    private const int WindowSeconds = 60;

    private readonly int permits = configuration.GetValue("RateLimit:PerMinute", 60_000);
    private volatile Window window = new(0);

    public string Policy => string.Create(CultureInfo.InvariantCulture, $"\"default\";q={permits};w={WindowSeconds}");

    /// <summary>Takes one permit; gives what is left and the seconds until the window is new.</summary>
    public (bool Granted, int Left, int ResetSeconds) Take(string caller)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var current = window;
        if (current.Number != now / WindowSeconds)
            window = current = new(now / WindowSeconds);
        var used = current.Used.AddOrUpdate(caller, 1, (_, count) => count + 1);
        return (used <= permits, Math.Max(0, permits - used), (int)(WindowSeconds - now % WindowSeconds));
    }

    private sealed record Window(long Number)
    {
        public ConcurrentDictionary<string, int> Used { get; } = new();
    }
}

internal static class RateLimiting
{
    public static readonly DomainError TooMany = new("request.rate-limited", ErrorKind.Conflict,
        "請求過於頻繁：請依 Retry-After 稍候再試。", "Too many requests: wait for Retry-After seconds.");

    public static void UseRateLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(async (http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/health"))
            {
                await next(http);
                return;
            }

            // Asked here and not later, so that requests with a token that is refused are counted as well: by their address.
            var caller = (await http.AuthenticateAsync()).Principal is { } user ? Caller.Of(user) : Caller.Anonymous;
            var (granted, left, reset) = limits.Take(caller.Subject.Length > 0 ? $"{caller.ClientId}/{caller.Subject}" : http.Connection.RemoteIpAddress?.ToString() ?? "");
            // At the last moment: an answer that replaces another one starts with no headers.
            http.Response.OnStarting(() =>
            {
                http.Response.Headers["RateLimit-Policy"] = limits.Policy;
                http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t={reset}");
                return Task.CompletedTask;
            });
            if (granted)
            {
                await next(http);
                return;
            }

            http.Response.Headers.RetryAfter = reset.ToString(CultureInfo.InvariantCulture);
            await Problems.WriteAsync(http, TooMany, 429);
        });
    }
}
