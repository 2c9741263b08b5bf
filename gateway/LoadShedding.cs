using System.Diagnostics.Metrics;
using Platform.Domain;
using Platform.Web.Errors;

namespace Platform.Gateway;

/// <summary>
/// Limits concurrent requests to <c>Gateway:MaxConcurrentRequests</c>; further requests get 503 with <c>Retry-After</c>, before all
/// requests become slow. Health checks and event streams are cheap and are not counted.
/// </summary>
internal static class LoadShedding
{
    private static readonly DomainError Overloaded = new(
        "server.overloaded",
        ErrorKind.Conflict,
        "平臺目前負載過高：請依 Retry-After 稍後重試。",
        "The platform has more to do than it can: repeat after Retry-After seconds."
    );

    private static readonly Counter<long> Shed = GatewayMetrics.Meter.CreateCounter<long>(
        "platform.gateway.shed",
        "{request}",
        "Requests refused because too many were under way."
    );

    public static void UseLoadShedding(this WebApplication app, int most)
    {
        var underWay = 0;
        app.Use(
            async (http, next) =>
            {
                if (http.Request.Path.StartsWithSegments("/health") || http.Request.Path.StartsWithSegments("/api/access/v1/events"))
                {
                    await next(http);
                    return;
                }

                try
                {
                    if (Interlocked.Increment(ref underWay) <= most)
                    {
                        await next(http);
                        return;
                    }

                    Shed.Add(1);
                    http.Response.Headers.RetryAfter = "1";
                    await Problems.WriteAsync(http, Overloaded, 503);
                }
                finally
                {
                    Interlocked.Decrement(ref underWay);
                }
            }
        );
    }
}
