using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Platform.ServiceDefaults;

/// <summary>Names the server span by its route and returns the trace to the caller.</summary>
public static class TraceHeaders
{
    /// <summary>
    /// Sets <c>http.route</c>, the span's name, and the header <c>traceresponse</c> (W3C Trace Context level 2); must run after routing.
    /// </summary>
    public static IApplicationBuilder UseTraceHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
                {
                    // The header is set last, to replace the one of a proxied service.
                    http.Response.OnStarting(() =>
                    {
                        http.Response.Headers["traceresponse"] = activity.Id;
                        return Task.CompletedTask;
                    });
                    // Without a listener, nobody reads the span.
                    if (activity.Source.HasListeners() && (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
                    {
                        activity.SetTag("http.route", route);
                        activity.DisplayName = $"{http.Request.Method} {route}";
                    }
                }

                return next(http);
            }
        );
}
