using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Harness;
using Platform.LocalServers;
using Yarp.ReverseProxy.Configuration;

namespace Platform.Benchmarks;

/// <summary>The same request through the gateway and around it, in turns; the client is on the same cores.</summary>
internal static class GatewayBenchmark
{
    private const string Path = "/api/registry/v1/organisations/by-ubn/04595257/status";
    private const int Rounds = 30,
        PacedRounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(16),
        Round = TimeSpan.FromSeconds(1),
        PacedRound = TimeSpan.FromSeconds(4);

    /// <summary>Through the gateway against straight to the service, without a token.</summary>
    public static Task RunAsync(BenchmarkReport findings) =>
        OnPlatformAsync(
            async (topology, gateway) =>
            {
                using var client = new HttpClient();
                foreach (var connections in new[] { 1, 32 })
                {
                    await CompareAsync(
                        client,
                        "direct",
                        new Uri(topology.Services["registry"].Address, Path),
                        gateway,
                        connections,
                        aim: null,
                        findings
                    );
                }
            }
        );

    /// <summary>
    /// Through the gateway against through a YARP that does nothing but forward to the same service, with a token; and what the gateway
    /// adds to it at half of its load.
    /// </summary>
    public static Task RunAgainstBareAsync(BenchmarkReport findings) =>
        OnPlatformAsync(
            async (topology, gateway) =>
            {
                await using var bare = new ServiceProcess(
                    "bare",
                    typeof(GatewayBenchmark).Assembly.Location,
                    new Dictionary<string, string> { ["Upstream"] = topology.Services["registry"].Address.ToString() },
                    null,
                    "bare-proxy"
                );
                await bare.StartAsync();
                using var client = new HttpClient();
                using var form = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "password",
                        ["username"] = "org1",
                        ["password"] = "org1",
                    }
                );
                using var token = await client.PostAsync(new Uri(gateway, "/connect/token"), form);
                client.DefaultRequestHeaders.Authorization = new(
                    "Bearer",
                    JsonNode.Parse(await token.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>()
                );
                var forwarded = new Uri(bare.Address, Path);
                await CompareAsync(client, "bare YARP", forwarded, gateway, 1, aim: null, findings);
                var most = await CompareAsync(client, "bare YARP", forwarded, gateway, 32, aim: 0.9, findings);
                var (without, with) = (new List<double>(), new List<double>());
                for (var round = 0; round < PacedRounds; round++)
                {
                    without.Add(await PacedAsync(client, forwarded, most / 2));
                    with.Add(await PacedAsync(client, gateway, most / 2));
                }

                findings.Add("at half of the gateway's load, bare YARP, p99", without.Median(), "ms");
                findings.Add("at half of the gateway's load, through the gateway, p99", with.Median(), "ms");
                findings.AddAtMost("… added", without.Zip(with, (one, other) => other - one).Median(), "ms", 2);
            }
        );

    /// <summary>The proxy that forwards and nothing else.</summary>
    public static async Task ServeBareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory(
                [
                    new RouteConfig
                    {
                        RouteId = "all",
                        ClusterId = "registry",
                        Match = new() { Path = "/api/{**rest}" },
                    },
                ],
                [
                    new ClusterConfig
                    {
                        ClusterId = "registry",
                        Destinations = new Dictionary<string, DestinationConfig>
                        {
                            ["one"] = new() { Address = builder.Configuration["Upstream"]! },
                        },
                    },
                ]
            );
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapReverseProxy();
        await app.RunAsync();
    }

    private static async Task OnPlatformAsync(Func<Topology, Uri, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-");
        try
        {
            var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
            await using var topology = await Topology.StartAsync(
                address,
                folder.FullName,
                dataFolder: null,
                more: new Dictionary<string, string> { ["RateLimit__PerMinute"] = "100000000" }
            );
            await measure(topology, new Uri(address, Path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Gives how many requests a second went through the gateway.</summary>
    private static async Task<double> CompareAsync(
        HttpClient client,
        string limit,
        Uri direct,
        Uri through,
        int connections,
        double? aim,
        BenchmarkReport findings
    )
    {
        // Until the compiler has done its work. Turns are short, because other work on the machine comes and goes.
        for (var began = Stopwatch.StartNew(); began.Elapsed < WarmUp; )
        {
            await MeasureAsync(client, direct, connections);
            await MeasureAsync(client, through, connections);
        }

        var (straight, gateway) = (new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            straight.Add(await MeasureAsync(client, direct, connections));
            gateway.Add(await MeasureAsync(client, through, connections));
        }

        var ratio = straight.Zip(gateway, (one, other) => other.PerSecond / one.PerSecond).Median();
        findings.Add($"{connections} at a time, {limit}", straight.Select(seen => seen.PerSecond).Median(), "requests/s");
        findings.Add($"{connections} at a time, through the gateway", gateway.Select(seen => seen.PerSecond).Median(), "requests/s");
        if (aim is { } wanted)
        {
            findings.AddAtLeast($"{connections} at a time, through the gateway ÷ {limit}", ratio, "", wanted);
        }
        else
        {
            findings.Add($"{connections} at a time, through the gateway ÷ {limit}", ratio, "");
        }

        findings.Add($"{connections} at a time, {limit}, median", straight.Select(seen => seen.Median).Median(), "ms");
        findings.Add($"{connections} at a time, through the gateway, median", gateway.Select(seen => seen.Median).Median(), "ms");
        findings.Add($"{connections} at a time, {limit}, p99", straight.Select(seen => seen.P99).Median(), "ms");
        findings.Add($"{connections} at a time, through the gateway, p99", gateway.Select(seen => seen.P99).Median(), "ms");
        return gateway.Select(seen => seen.PerSecond).Median();
    }

    /// <summary>The p99 of requests that begin at a steady rate, whether those before are answered or not.</summary>
    private static async Task<double> PacedAsync(HttpClient client, Uri address, double perSecond)
    {
        var clock = Stopwatch.StartNew();
        var sent = new List<Task<double>>();
        while (clock.Elapsed < PacedRound)
        {
            // As many as are due by now: the system's timer is coarser than the pace.
            for (var due = (int)(clock.Elapsed.TotalSeconds * perSecond); sent.Count < due; )
            {
                sent.Add(
                    Task.Run(async () =>
                    {
                        var began = Stopwatch.GetTimestamp();
                        using var response = await client.GetAsync(address);
                        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    })
                );
            }

            await Task.Delay(1);
        }

        return (await Task.WhenAll(sent)).Percentile(99);
    }

    private static async Task<Measured> MeasureAsync(HttpClient client, Uri address, int connections)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
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
                    })
                )
        );
        double[] all = [.. times.SelectMany(time => time)];
        return new(all.Length / clock.Elapsed.TotalSeconds, all.Median(), all.Percentile(99));
    }

    private sealed record Measured(double PerSecond, double Median, double P99);
}
