using System.Net.Sockets;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Platform.Web.Audit;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Web;

/// <summary>The setup that all services share: one call adds it, one maps it, one starts it.</summary>
public static class ServiceHost
{
    /// <summary>The largest JSON body.</summary>
    public const long MaxJsonSize = 5_000_000;

    /// <summary>Adds what the gateway and the services share: problems, tokens, the clock, health.</summary>
    public static void AddEdge(this IHostApplicationBuilder builder)
    {
        // Lines must end with CR LF: a proxy in front may not treat a bare LF as a line end, and would then see another request than we
        // do.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(json => PlatformJson.Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxJsonSize;
        });
        builder.Services.TryAddSingleton(_ => new BusinessClock(DataFolder.Of(builder.Configuration)));
        builder.Services.TryAddSingleton<TimeProvider>(services => services.GetRequiredService<BusinessClock>());
        builder.Services.TryAddSingleton<Draining>();
        builder.Services.AddHealthChecks().AddCheck<Draining>("draining", tags: ["ready"]);
        builder.AddTokenValidation();
        builder.Logging.AddBatchedConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder
            .Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            // The host's own log repeats an exception that is thrown to the caller of Start; a failed background service is logged as
            // critical.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // The health endpoint returns the failure; repeating it in the log at every check is too much.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error)
            // BrokerNotices reports the connections of the bus; the category "MassTransit." is about messages.
            .AddFilter("MassTransit", LogLevel.Critical)
            .AddFilter("MassTransit.", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning)
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }

    /// <summary>
    /// Adds a service: its database, bus, validators and consumers (found in the assembly of <typeparamref name="TDb"/>).
    /// </summary>
    /// <param name="builder">The service's host.</param>
    /// <param name="service">The service's name in paths, scopes, events and queues.</param>
    /// <param name="moreConsumers">Consumers from other assemblies.</param>
    public static void AddService<TDb>(this IHostApplicationBuilder builder, string service, params IEnumerable<Type> moreConsumers)
        where TDb : ServiceDbContext
    {
        if (
            builder.Services.FirstOrDefault(added => added.ServiceType == typeof(ServiceName))?.ImplementationInstance is ServiceName other
        )
        {
            throw new InvalidOperationException(
                $"This host has the service {other.Name} already, {service} cannot be added: one host, one service."
            );
        }

        builder.AddEdge();
        builder.AddDatabase<TDb>(service);
        // The bus throws when a setting is invalid; the error is reported when the host runs.
        if (HostSettings.Validate(builder.Configuration, service) is null)
        {
            builder.AddMessaging(service, [.. MessagingRegistration.ConsumersOf(typeof(TDb).Assembly), .. moreConsumers]);
        }

        builder.Services.AddServiceOpenApi(service, typeof(TDb).Assembly);
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"]);
        foreach (var type in typeof(TDb).Assembly.GetTypes())
        {
            if (
                type is { IsAbstract: false, BaseType: { IsGenericType: true } parent }
                && parent.GetGenericTypeDefinition() == typeof(AbstractValidator<>)
            )
            {
                builder.Services.AddSingleton(typeof(IValidator<>).MakeGenericType(parent.GetGenericArguments()), type);
            }
        }
    }

    /// <summary>Adds the middleware of every request, in order, for the gateway and the services.</summary>
    /// <param name="app">The host.</param>
    /// <param name="beforeTokens">Adds middleware that runs before the token is read.</param>
    /// <param name="beforeRefusal">Adds middleware that needs the caller and also runs for requests whose token is refused.</param>
    public static void UseEdge(
        this WebApplication app,
        Action<WebApplication>? beforeTokens = null,
        Action<WebApplication>? beforeRefusal = null
    )
    {
        app.UsePrometheus();
        app.UseLanguage();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context =>
            context.HttpContext.Response.StatusCode switch
            {
                404 => Problems.WriteAsync(context.HttpContext, PlatformErrors.NotFound),
                405 => Problems.WriteAsync(context.HttpContext, PlatformErrors.MethodNotAllowed, 405),
                413 => Problems.WriteAsync(context.HttpContext, PlatformErrors.TooLarge, 413),
                415 => Problems.WriteAsync(context.HttpContext, PlatformErrors.MediaTypeUnsupported, 415),
                400 => Problems.WriteAsync(context.HttpContext, PlatformErrors.Malformed, 400, UnreadableQuery.Of(context.HttpContext)),
                _ => Task.CompletedTask,
            }
        );
        app.UseRouting();
        app.UseTraceHeaders();
        app.Use(
            (http, next) =>
            {
                // While the process drains, kept-alive connections are closed so that clients connect to another process.
                if (http.RequestServices.GetRequiredService<Draining>().IsUnderWay && HttpProtocol.IsHttp11(http.Request.Protocol))
                {
                    http.Response.OnStarting(() =>
                    {
                        http.Response.Headers.Connection = "close";
                        return Task.CompletedTask;
                    });
                }

                return next(http);
            }
        );
        app.Use(
            (http, next) =>
            {
                // PostgreSQL refuses NUL in a text.
                if (
                    http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
                    || http.Request.Path.Value?.Contains('\0') == true
                )
                {
                    return Problems.WriteAsync(http, PlatformErrors.Malformed);
                }

                // Compressed bodies are refused, which rules out decompression bombs.
                if (http.Request.Headers.ContentEncoding is [not "identity", ..])
                {
                    return Problems.WriteAsync(http, PlatformErrors.MediaTypeUnsupported, 415);
                }

                return next(http);
            }
        );
        beforeTokens?.Invoke(app);
        app.UseTokenValidation(beforeRefusal);
        // The health checks build the bus, which throws when a setting is invalid; RunPlatformAsync prints one line instead.
        if (ValidateSettings(app) is not null)
        {
            return;
        }

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") })
            .AllowAnonymous();
    }

    /// <summary>Maps what every service has, and returns the group <c>/api/{service}/v1</c> for the service's own endpoints.</summary>
    public static RouteGroupBuilder MapService(this WebApplication app)
    {
        app.UseEdge();
        app.Use(
            (http, next) =>
            {
                // An idempotency key is compared by the hash of the body, so the body is read twice.
                if (http.Request.Headers.ContainsKey("Idempotency-Key") && http.GetEndpoint()?.Metadata.GetMetadata<StreamsBody>() is null)
                {
                    http.Request.EnableBuffering(bufferThreshold: 256 * 1024);
                }

                return next(http);
            }
        );
        if (app.Environment.IsDevelopment())
        {
            app.MapClock();
        }

        app.MapOpenApi().AllowAnonymous();
        var service = app.Services.GetRequiredService<ServiceName>();
        var api = app.MapGroup($"/api/{service.Name}/v1").WithMetadata(service);
        ((IEndpointConventionBuilder)api).Add(Filters.AddTo);
        api.MapDeadLetters();
        api.MapAuditLog();
        return api;
    }

    /// <summary>
    /// Starts a mapped service or gateway: brings the database up to date, listens, and requires a policy on every endpoint.
    /// </summary>
    /// <exception cref="InvalidSettingException">A setting is invalid.</exception>
    public static async Task StartPlatformAsync(this WebApplication app, CancellationToken cancellationToken = default)
    {
        if (ValidateSettings(app) is { } error)
        {
            throw new InvalidSettingException(error);
        }

        if (app.Services.GetService<ServiceName>() is not null)
        {
            await app.Services.PrepareDatabaseAsync(now: false, cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        // Endpoints are built once, with the pipeline, so they can be checked only after the start. Until then a request to an endpoint
        // without a policy is refused.
        try
        {
            Policies.RequirePolicies(app.Services.GetRequiredService<EndpointDataSource>());
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Brings the database and queues of a mapped service up to date, without starting it.</summary>
    /// <exception cref="InvalidSettingException">A setting is invalid.</exception>
    public static async Task MigratePlatformAsync(this WebApplication app)
    {
        if (ValidateSettings(app) is { } error)
        {
            throw new InvalidSettingException(error);
        }

        await app.Services.PrepareDatabaseAsync(now: true, CancellationToken.None);
        if (app.Services.GetService<BrokerTopology>() is { } topology)
        {
            await topology.DeployAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Runs a service in its own process; with <c>--migrate</c> it only brings the database and the queues up to date. On shutdown it
    /// first reports that it is not ready, and stops once clients have had time to notice. Returns the exit code: 1, after one line on
    /// standard error, when a setting is invalid or the address is in use.
    /// </summary>
    public static async Task<int> RunPlatformAsync(this WebApplication app, string[] args)
    {
        if (ValidateSettings(app) is { } error)
        {
            await Console.Error.WriteLineAsync(error);
            return 1;
        }

        if (args.Contains("--migrate"))
        {
            await app.MigratePlatformAsync();
            return 0;
        }

        try
        {
            await app.StartPlatformAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{exception.Message} End what listens there, or set ASPNETCORE_URLS (HTTP_PORTS in a container) to another address."
            );
            return 1;
        }
        catch (SocketException exception)
        {
            await Console.Error.WriteLineAsync(
                $"Nobody can listen on {app.Configuration[WebHostDefaults.ServerUrlsKey]} here ({exception.Message}): set ASPNETCORE_URLS (HTTP_PORTS in a container) to another address."
            );
            return 1;
        }

        var stopRequested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var waiting = app.Lifetime.ApplicationStopping.Register(stopRequested.SetResult);
        await stopRequested.Task;
        await app.Services.GetRequiredService<Draining>().RunAsync();
        await app.StopAsync();
        // Disposing the container sends the last spans, metrics and log lines.
        await app.DisposeAsync();
        return 0;
    }

    private static string? ValidateSettings(WebApplication app) =>
        HostSettings.Validate(app.Configuration, app.Services.GetService<ServiceName>()?.Name)
        ?? app.Services.GetService<InvalidSetting>()?.Line
        ?? Settings.Validate(app.Services);
}
