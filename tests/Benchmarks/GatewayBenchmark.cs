using System.Diagnostics;
using Platform.Native;

namespace Platform.Benchmarks;

/// <summary>The same request through the gateway and straight to the service, in turns; the client is on the same cores.</summary>
internal static class GatewayBenchmark
{
    private const string Path = "/api/registry/v1/organisations/by-ubn/04595257/status";
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(Findings findings)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-");
        try
        {
            var address = new Uri($"http://127.0.0.1:{LocalServers.Ports.Free()}");
            await using var topology = await Topology.StartAsync(
                address, folder.FullName, keepIn: null, more: new Dictionary<string, string> { ["RateLimit__PerMinute"] = "100000000" });
            using var client = new HttpClient();
            var (direct, through) = (new Uri(topology.Services["registry"].Address, Path), new Uri(address, Path));
            foreach (var connections in new[] { 1, 32 })
            {
                await MeasureAsync(client, direct, connections);
                await MeasureAsync(client, through, connections);
                var (straight, gateway) = (new List<Measured>(), new List<Measured>());
                for (var round = 0; round < Rounds; round++)
                {
                    straight.Add(await MeasureAsync(client, direct, connections));
                    gateway.Add(await MeasureAsync(client, through, connections));
                }

                findings.Add($"{connections} at a time, direct", straight.Select(seen => seen.PerSecond).Median(), "requests/s");
                findings.Add($"{connections} at a time, through the gateway", gateway.Select(seen => seen.PerSecond).Median(), "requests/s");
                findings.Add($"{connections} at a time, through the gateway ÷ direct", straight.Zip(gateway, (one, other) => other.PerSecond / one.PerSecond).Median(), "");
                findings.Add($"{connections} at a time, direct, median", straight.Select(seen => seen.Median).Median(), "ms");
                findings.Add($"{connections} at a time, through the gateway, median", gateway.Select(seen => seen.Median).Median(), "ms");
                findings.Add($"{connections} at a time, direct, p99", straight.Select(seen => seen.P99).Median(), "ms");
                findings.Add($"{connections} at a time, through the gateway, p99", gateway.Select(seen => seen.P99).Median(), "ms");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measured> MeasureAsync(HttpClient client, Uri address, int connections)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (clock.Elapsed < Round)
            {
                var began = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(address);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return mine;
        })));
        double[] all = [.. times.SelectMany(time => time)];
        return new(all.Length / clock.Elapsed.TotalSeconds, all.Median(), all.Percentile(99));
    }

    private sealed record Measured(double PerSecond, double Median, double P99);
}
