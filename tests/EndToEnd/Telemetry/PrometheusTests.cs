using System.Net;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.Telemetry;

/// <summary>Metrics for Prometheus, on a port that the outside does not reach.</summary>
public sealed class PrometheusTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-prometheus-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Metrics_are_scraped_on_the_port_that_the_setting_names_and_on_no_other()
    {
        var (open, inner) = (new Uri($"http://127.0.0.1:{Ports.Free()}"), new Uri($"http://127.0.0.1:{Ports.Free()}"));
        await using var service = new ServiceProcess(
            "registry",
            Topology.ProgramOf("registry"),
            new Dictionary<string, string>
            {
                ["Platform__Data"] = data,
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Telemetry__PrometheusPort"] = $"{inner.Port}",
            },
            open,
            "--urls",
            $"{open.ToString().TrimEnd('/')};{inner.ToString().TrimEnd('/')}"
        );
        await service.StartAsync();

        using var client = new HttpClient();
        var organisations = new Uri(open, "/api/registry/v1/organisations");
        (await client.GetAsync(organisations)).EnsureSuccessStatusCode();
        var metrics = await client.GetStringAsync(new Uri(inner, "/metrics"));
        Assert.Contains("http_server_request_duration_seconds_count{", metrics, StringComparison.Ordinal);
        Assert.Contains(metrics.Split('\n'), line =>
            line.Contains("http_route=\"/api/registry/v1/organisations", StringComparison.Ordinal)
        );

        // A caller of the open port does not get them by naming the other one.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(open, "/metrics")) { Headers = { Host = inner.Authority } };
        using var refused = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }
}
