using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Platform.Messaging;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; once per process.</summary>
public static class TelemetryRegistration
{
    /// <summary>
    /// Adds the exporters to the process's first host. Metrics leave every ten seconds unless <c>OTEL_METRIC_EXPORT_INTERVAL</c> says otherwise: Aspire's
    /// second costs a quarter of a core over all processes.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // The server span of .NET 10 carries its HTTP attributes only with this switch.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeScopes = logs.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy", MessagingMetrics.Name))
            .WithMetrics(metrics => metrics.AddMeter(
                "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "Platform.*"))
            .WithLogging()
            .UseOtlpExporter();
    }
}
