using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Benchmarks;

/// <summary>
/// What an <c>Idempotency-Key</c> costs: the same write through the gateway with one and without, in turns, one at a time.
/// </summary>
internal static class GatewayWriteBenchmark
{
    private const int WarmUp = 300,
        Iterations = 1_500;

    public static async Task RunAsync(BenchmarkReport findings)
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
            using var client = new HttpClient { BaseAddress = address };
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "password",
                    ["username"] = "org1",
                    ["password"] = "org1",
                }
            );
            using var token = await client.PostAsync("/connect/token", form);
            client.DefaultRequestHeaders.Authorization = new(
                "Bearer",
                JsonNode.Parse(await token.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>()
            );
            for (var i = 0; i < WarmUp; i++)
            {
                await WriteAsync(client, i, withKey: i % 2 == 0);
            }

            var (without, with, replayed) = (new List<double>(), new List<double>(), new List<double>());
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                without.Add(await WriteAsync(client, WarmUp + 2 * iteration, withKey: false));
                with.Add(await WriteAsync(client, WarmUp + 2 * iteration + 1, withKey: true));
                replayed.Add(await WriteAsync(client, WarmUp + 2 * iteration + 1, withKey: true));
            }

            findings.Add("a draft, without a key, median", without.Median(), "ms");
            findings.Add("a draft, with a key of its own, median", with.Median(), "ms");
            findings.AddAtMost("… added", with.Median() - without.Median(), "ms", 1);
            findings.Add("… added, p99", with.Percentile(99) - without.Percentile(99), "ms");
            findings.Add("the same again, replayed, median", replayed.Median(), "ms");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> WriteAsync(HttpClient client, int number, bool withKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/registry/v1/applications")
        {
            Content = JsonContent.Create(
                new
                {
                    otherIdentifier = new { register = "人民團體", value = $"bench-{number}" },
                    legalForm = "association",
                    name = new { zh = "好日子協會" },
                    mission = new { zh = "讓偏鄉長者安心生活" },
                    county = "花蓮縣",
                    sdgs = new[] { 3, 11 },
                    stage = "diffusion",
                    products = new[] { "送餐" },
                }
            ),
        };
        if (withKey)
        {
            request.Headers.Add("Idempotency-Key", $"bench-{number}");
        }

        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
