using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.EndToEnd.Tests.Telemetry;

/// <summary>A span as it was exported.</summary>
internal sealed record Span(string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId);

/// <summary>A log record as it was exported.</summary>
internal sealed record LogRecord(string Service, string TraceId);

/// <summary>Takes what processes export by OTLP over HTTP (opentelemetry-proto 1: trace, metrics and logs services).</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Service and name of every metric seen.</summary>
    public ConcurrentDictionary<(string Service, string Name), bool> Metrics { get; } = new();

    public ConcurrentQueue<LogRecord> Logs { get; } = new();

    /// <summary>The variables that make a process export to here, often.</summary>
    public Dictionary<string, string> Variables =>
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        // Each request holds one message: resources (1), in them scopes (2), in them spans, metrics or log records (2).
        receiver.Map("/v1/traces", (service, scope, span) =>
            receiver.Spans.Enqueue(new(service, scope, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4)))
        );
        receiver.Map("/v1/metrics", (service, _, metric) => receiver.Metrics[(service, metric.Text(1))] = true);
        receiver.Map("/v1/logs", (service, _, log) => receiver.Logs.Enqueue(new(service, log.Hex(9))));
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map(string path, Action<string, string, ProtobufMessage> receive) => app.MapPost(path, async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var resource in new ProtobufMessage(body.ToArray()).Messages(1))
            {
                var service = resource
                    .Messages(1)
                    .SelectMany(described => described.Messages(1))
                    .First(attribute => attribute.Text(1) == "service.name")
                    .Messages(2)
                    .Single()
                    .Text(1);
                foreach (var scope in resource.Messages(2))
                {
                    foreach (var item in scope.Messages(2))
                    {
                        receive(service, scope.Messages(1).Single().Text(1), item);
                    }
                }
            }

            return Results.Bytes([], "application/x-protobuf");
        });
}
