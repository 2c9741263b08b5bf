using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.Messaging;

namespace Platform.ServiceDefaults;

/// <summary>
/// Exports traces, metrics and logs by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and metrics for Prometheus when
/// <c>Telemetry:PrometheusPort</c> is set. It is added once per process, in its first host.
/// </summary>
public static class TelemetryRegistration
{
    /// <summary>
    /// The setting for the port of <c>/metrics</c>: one of the ports of <c>ASPNETCORE_URLS</c> that is not reachable from outside.
    /// </summary>
    internal const string PrometheusPort = "Telemetry:PrometheusPort";

    /// <summary>The path that Prometheus scrapes.</summary>
    internal const string ScrapingPath = "/metrics";

    /// <summary>Adds the exporters.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // In .NET 10 the server span has its HTTP attributes only with this switch.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var sendsOtlp = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var isScraped = TryGetPrometheusPort(builder.Configuration, out _);
        if (!sendsOtlp && !isScraped)
        {
            return;
        }

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName)
                    .AddEnvironmentVariableDetector()
            )
            .WithMetrics(metrics =>
                metrics.AddMeter(
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Net.Http",
                    "System.Runtime",
                    "Npgsql",
                    "MassTransit",
                    "Platform.*"
                )
            );
        if (isScraped)
        {
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        }

        if (sendsOtlp)
        {
            builder.Services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeScopes = logs.IncludeFormattedMessage = true);
            telemetry
                .WithTracing(traces =>
                    traces
                        .AddSource(
                            "Microsoft.AspNetCore",
                            "System.Net.Http",
                            "Npgsql",
                            "MassTransit",
                            "Yarp.ReverseProxy",
                            MessagingMetrics.Name
                        )
                        .AddProcessor(new PollerSpanFilter())
                )
                .WithLogging()
                .UseOtlpExporter();
        }
    }

    /// <summary>Serves <c>/metrics</c> on the configured port, before tokens and limits are checked.</summary>
    internal static void UsePrometheus(this WebApplication app)
    {
        if (TryGetPrometheusPort(app.Configuration, out var port) && app.Services.GetService<MeterProvider>() is not null)
        {
            app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Connection.LocalPort == port && http.Request.Path == ScrapingPath);
        }
    }

    /// <summary>Returns whether the setting is a valid port.</summary>
    internal static bool TryGetPrometheusPort(IConfiguration configuration, out int port) =>
        int.TryParse(configuration[PrometheusPort], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
