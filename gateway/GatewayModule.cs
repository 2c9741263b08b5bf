using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Platform.Web;
using Platform.Web.Errors;
using Platform.Web.Identity;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Platform.Gateway;

/// <summary>The gateway: YARP in front of every service, and the policies of the edge.</summary>
public static class GatewayModule
{
    private const long Unlimited = -1;

    private static readonly string[] Services = ["access", "registry", "rewards", "sandbox", "partnerships"];

    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        builder.AddEdge();
        builder.AddSettings<GatewaySettings>(GatewaySettings.Section);
        var cache = builder.Configuration.GetConnectionString("cache");
        if (cache is not null && SharedPermits.Validate(cache) is { } error)
        {
            builder.Services.AddSingleton(new InvalidSetting(error));
        }
        else if (cache is not null)
        {
            builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<SharedPermits>(services, cache));
            builder.Services.AddHostedService(services => services.GetRequiredService<SharedPermits>());
        }

        builder.Services.AddSingleton(services => new RateLimits(services.GetService<SharedPermits>()));
        builder.Services.AddSingleton<Plans>();
        builder.Services.AddSingleton(new Circuits(Services));
        builder.Services.AddSingleton<UsageCounter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UsageCounter>());
        builder.Services.AddCors();
        builder.Services.AddSingleton<ICorsPolicyProvider, AppOrigins>();
        builder.Services.AddSingleton<MergedOpenApi>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ServiceAddresses>(services, builder.Configuration));
        builder.Services.AddHttpClient();
        // The forwarder logs the same for the same request.
        builder.Logging.AddFilter("Yarp.ReverseProxy.LoadBalancing", LogLevel.Error);
        builder.Services.AddHealthChecks();
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory([.. Routes()], [.. Services.Select(service => Cluster(service, builder.Configuration))])
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = Replicas.ConnectTimeout)
            .AddReplicas();
    }

    /// <summary>
    /// Forwards to the addresses that the configuration has now, for a host that learns them only after <see cref="AddGateway"/>.
    /// </summary>
    public static void UseServiceAddresses(this WebApplication app) =>
        app
            .Services.GetRequiredService<InMemoryConfigProvider>()
            .Update([.. Routes()], [.. Services.Select(service => Cluster(service, app.Configuration))]);

    public static void MapGateway(this WebApplication app)
    {
        var settings = app.Services.GetSettings<GatewaySettings>();
        // Limits how long a client that sends its headers slowly can occupy a connection.
        app
            .Services.GetRequiredService<IOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>>()
            .Value.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
        app.UseAccessLog();
        app.UseSecurityHeaders();
        app.UseEdge(
            beforeTokens: edge => edge.UseLoadShedding(settings.MaxConcurrentRequests),
            beforeRefusal: edge =>
            {
                edge.UseCors();
                edge.UseRateLimits();
            }
        );
        app.UseDocs();
        HomePage.Map(app);
        MergedOpenApi.Map(app);
        ProblemsPage.Map(app);
        if (app.Environment.IsDevelopment())
        {
            app.MapClock(move =>
                app.Services.GetRequiredService<ServiceAddresses>()
                    .PostToAllAsync(app.Services.GetRequiredService<IHttpClientFactory>(), "/dev/clock", move)
            );
        }

        // The services authorise; the gateway only validates the token, if there is one.
        var circuits = app.Services.GetRequiredService<Circuits>();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(
                async (http, next) =>
                {
                    // The service sets the language of its answer.
                    http.Response.Headers.Remove(HeaderNames.ContentLanguage);
                    var isForwarded = await circuits.ForwardAsync(http, next);
                    var failed = http.Features.Get<IForwarderErrorFeature>();
                    if ((!isForwarded || failed is not null) && !http.Response.HasStarted)
                    {
                        await AnswerForAsync(http, failed);
                    }
                }
            );
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }

    /// <summary>
    /// Writes the answer for a request that could not be forwarded: 503 with <c>Retry-After</c>, or a 4xx when the caller sent a bad
    /// request.
    /// </summary>
    private static Task AnswerForAsync(HttpContext http, IForwarderErrorFeature? failed)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        http.Response.Clear();
        http.Response.Headers.ContentLanguage = Language.Name;
        if (SendersFault(failed?.Exception) is { } bad)
        {
            return Problems.WriteAsync(http, bad.StatusCode == 413 ? PlatformErrors.TooLarge : PlatformErrors.Malformed, bad.StatusCode);
        }

        http.Response.Headers.RetryAfter = "5";
        return Problems.WriteAsync(http, PlatformErrors.Unavailable, 503);
    }

    /// <summary>
    /// Returns the caller's error behind a failure, if any. With a body of unknown length it is wrapped in the failure of the copy.
    /// </summary>
    internal static BadHttpRequestException? SendersFault(Exception? exception) =>
        exception switch
        {
            null => null,
            BadHttpRequestException bad => bad,
            // Kestrel throws this for a chunk size that overflows.
            IOException { InnerException: OverflowException } => new("The size of a chunk cannot be read.", exception),
            AggregateException several => several.InnerExceptions.Select(SendersFault).FirstOrDefault(found => found is not null),
            _ => SendersFault(exception.InnerException),
        };

    private static IEnumerable<RouteConfig> Routes()
    {
        foreach (var service in Services)
        {
            yield return Route($"{service}-api", service, $"/api/{service}/v1/{{**rest}}");
            yield return Route($"{service}-documents", service, $"/api/{service}/v1/documents", bodySize: Unlimited, order: -1);
        }

        yield return Route("registry-imports", "registry", "/api/registry/v1/imports", bodySize: Unlimited, order: -1);
        yield return Route("token", "access", "/connect/token");
        yield return Route("well-known", "access", "/.well-known/{**rest}");
    }

    private static RouteConfig Route(string id, string service, string path, long? bodySize = null, int? order = null) =>
        new()
        {
            RouteId = id,
            ClusterId = service,
            Match = new RouteMatch { Path = path },
            AuthorizationPolicy = "anonymous",
            MaxRequestBodySize = bodySize,
            Order = order,
        };

    private static ClusterConfig Cluster(string service, IConfiguration configuration)
    {
        var addresses = ServiceAddresses.Of(service, configuration).ToArray();
        return new()
        {
            ClusterId = service,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            HealthCheck = Replicas.HealthOf(addresses.Length),
            Metadata = Replicas.Thresholds,
            Destinations = addresses
                .Index()
                .ToDictionary(found => $"{service}-{found.Index}", found => new DestinationConfig { Address = found.Item }),
        };
    }
}
