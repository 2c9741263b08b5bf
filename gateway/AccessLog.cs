using System.Diagnostics;

namespace Platform.Gateway;

/// <summary>Logs and counts every answered request.</summary>
internal static partial class AccessLog
{
    /// <summary>
    /// Logs one line per request, except for health checks: the caller, the request and its result, without query and body, which may
    /// contain personal data. Also counts the request in the app's usage.
    /// </summary>
    public static void UseAccessLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.AccessLog");
        var usage = app.Services.GetRequiredService<UsageCounter>();
        app.Use(
            async (http, next) =>
            {
                var started = Stopwatch.GetTimestamp();
                await next(http);
                if (http.Request.Path.StartsWithSegments("/health"))
                {
                    return;
                }

                Answered(
                    log,
                    http.Request.Method,
                    http.Request.Path.Value,
                    http.Response.StatusCode,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    http.User.FindFirst("sub")?.Value ?? ""
                );
                usage.Count(http);
            }
        );
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} {Elapsed:0.0} ms {Caller}")]
    private static partial void Answered(ILogger log, string method, string? path, int status, double elapsed, string caller);
}
