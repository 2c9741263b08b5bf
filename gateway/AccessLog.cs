using System.Diagnostics;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway;

internal static class AccessLog
{
    /// <summary>One line a request: who called what, with which result. No query and no body: they may hold personal data.</summary>
    public static void UseAccessLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.AccessLog");
        app.Use(async (http, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(http);
            if (!http.Request.Path.StartsWithSegments("/health"))
                log.LogInformation("{Method} {Path} {Status} {Elapsed:0.0} ms {Caller}",
                    http.Request.Method, http.Request.Path.Value, http.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds, Caller.Of(http.User).Subject);
        });
    }
}
