using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Platform.Gateway;

/// <summary>
/// Distributes requests over the processes of one service. Each is checked every second for readiness, and a request that one of them
/// does not accept goes to another. A safe request is repeated after any failure, another one only when no connection was made, so that
/// nothing can happen twice.
/// </summary>
internal static class Replicas
{
    /// <summary>The time limit for a connection; all processes are near.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long a replica that fails requests receives none; its earlier failures are forgotten afterwards.</summary>
    private static readonly TimeSpan QuarantinePeriod = TimeSpan.FromSeconds(5);

    private static readonly Counter<long> Repeated = GatewayMetrics.Meter.CreateCounter<long>(
        "platform.gateway.repeated",
        "{request}",
        "Requests that another replica was asked to take."
    );

    /// <summary>
    /// Returns the health checks; <see langword="null"/> for one process, because there is no choice. When no process seems healthy, all
    /// are tried, because the result of a check is up to a second old.
    /// </summary>
    public static HealthCheckConfig? HealthOf(int processes) =>
        processes < 2
            ? null
            : new()
            {
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = new()
                {
                    Enabled = true,
                    Interval = TimeSpan.FromSeconds(1),
                    Timeout = TimeSpan.FromSeconds(2),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                    Path = "/health/ready",
                },
                Passive = new()
                {
                    Enabled = true,
                    Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                    ReactivationPeriod = QuarantinePeriod,
                },
            };

    /// <summary>One failed check is enough, because a process that is about to stop reports it in this way.</summary>
    public static IReadOnlyDictionary<string, string> Thresholds { get; } =
        new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" };

    /// <summary>Suppresses the 503 of a replica while another one can be tried.</summary>
    public static IReverseProxyBuilder AddReplicas(this IReverseProxyBuilder proxy)
    {
        // YARP quarantines a replica for at least this window, even when its reactivation period is shorter.
        proxy.Services.Configure<TransportFailureRateHealthPolicyOptions>(options => options.DetectionWindowSize = QuarantinePeriod);
        return proxy.AddTransforms(route =>
            route.AddResponseTransform(response =>
            {
                if (
                    response.ProxyResponse?.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable
                    && response.HttpContext.Features.Get<Alternatives>() is { AreThere: true }
                )
                {
                    response.SuppressResponseBody = true;
                }

                return default;
            })
        );
    }

    /// <summary>Forwards to one replica after another until one accepts the request.</summary>
    public static Task ForwardAsync(HttpContext http, RequestDelegate next) =>
        http.GetReverseProxyFeature().AllDestinations.Count < 2 ? next(http) : ForwardToOneAsync(http, next);

    private static async Task ForwardToOneAsync(HttpContext http, RequestDelegate next)
    {
        var proxy = http.GetReverseProxyFeature();
        var isSafe = IsSafe(http);
        // Healthy replicas come first; the others are better than none.
        var untried = proxy.AvailableDestinations.Concat(proxy.AllDestinations.Except(proxy.AvailableDestinations)).ToList();
        var well = proxy.AvailableDestinations;
        while (true)
        {
            http.Features.Set(new Alternatives(isSafe && untried.Count > 1));
            await next(http);
            if (proxy.ProxiedDestination is { } tried)
            {
                untried.Remove(tried);
            }

            if (untried.Count == 0 || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested || !MayRepeat(http, isSafe))
            {
                return;
            }

            Repeated.Add(1, new KeyValuePair<string, object?>("service", proxy.Cluster.Config.ClusterId));
            http.Features.Set<IForwarderErrorFeature>(null);
            http.Response.Clear();
            proxy.ProxiedDestination = null;
            proxy.AvailableDestinations = untried.Where(well.Contains).DefaultIfEmpty(untried[0]).ToList();
        }
    }

    private static bool IsSafe(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private static bool MayRepeat(HttpContext http, bool isSafe) =>
        http.Features.Get<IForwarderErrorFeature>() switch
        {
            null => isSafe && http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable,
            {
                Error: ForwarderError.Request,
                Exception: HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                }
            } => true,
            { Error: ForwarderError.NoAvailableDestinations } => false,
            _ => isSafe,
        };

    private sealed record Alternatives(bool AreThere);
}
