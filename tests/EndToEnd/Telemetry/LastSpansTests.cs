using System.Diagnostics;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.Telemetry;

/// <summary>What happens right before a process stops is what operators look for afterwards.</summary>
public sealed class LastSpansTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-telemetry-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task The_spans_of_the_last_request_are_exported_when_a_service_stops()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = new Dictionary<string, string>(receiver.Variables)
        {
            ["Platform__Data"] = data,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["OTEL_SERVICE_NAME"] = "registry",
            // Nothing is exported before the stop.
            ["OTEL_BSP_SCHEDULE_DELAY"] = "600000",
        };
        await using var service = new ServiceProcess("registry", Topology.ProgramOf("registry"), variables);
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Address };
        var trace = ActivityTraceId.CreateRandom().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/registry/v1/organisations")
        {
            Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
        };
        using (var answer = await client.SendAsync(request))
        {
            answer.EnsureSuccessStatusCode();
        }

        Assert.DoesNotContain(receiver.Spans, span => span.TraceId == trace);
        Assert.Equal(0, await service.StopAsync());
        Assert.Contains(receiver.Spans, span => span.TraceId == trace);
    }
}
