using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Benchmarks;

/// <summary>
/// A year with a million accepted purchases on PostgreSQL: standings after one more, purchases declared in batches, and the recomputation
/// from nothing that the self-check, the closing and a verification make. The service is a process of its own, without a broker; the
/// client and the database are on the same cores.
/// </summary>
internal static class RewardsBenchmark
{
    private const string Api = "/api/rewards/v1";

    private const int Accepted = 200,
        Batch = 1_000,
        Batches = 40;

    public static async Task RunAsync(BenchmarkReport findings)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            await using var postgres = new PostgresServer { Memory = 4096 };
            await postgres.StartAsync();
            var database = await postgres.CreateDatabaseAsync("rewards");
            var issuer = await TestIssuer.GetAsync();
            await using var service = new ServiceProcess(
                "rewards",
                Topology.ProgramOf("rewards"),
                new Dictionary<string, string>
                {
                    ["ConnectionStrings__rewardsdb"] = database,
                    ["Identity__Issuer"] = TestIssuer.Issuer,
                    ["services__access__http__0"] = issuer.Address,
                    ["Platform__Data"] = folder,
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                }
            );
            await service.RunOnceAsync("--migrate");
            var clock = Stopwatch.StartNew();
            await RewardsBenchmarkState.LoadAsync(database);
            findings.Add("state of 1,000,000 purchases accepted one by one, loaded", clock.Elapsed.TotalSeconds, "s");
            await service.StartAsync();
            using var reviewer = ClientOf(service, issuer, Accounts.RewardReviewer.Party, Accounts.RewardReviewer.Roles);

            await CheckAsync(reviewer, findings);
            await StandAsync(reviewer, service, issuer, findings);
            await DeclareAsync(service, issuer, database, findings);
            await CloseAsync(reviewer, service, findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The first thing that a service does which was away for a night.</summary>
    private static async Task CheckAsync(HttpClient reviewer, BenchmarkReport findings)
    {
        while (true)
        {
            var checks = (await GetAsync(reviewer, "self-checks"))["items"]!.AsArray();
            if (checks.Count == 2)
            {
                foreach (var check in checks.Select(check => check!))
                {
                    Require(
                        check["differences"]!.GetValue<int>() == 0
                            && check["purchases"]!.GetValue<int>() == RewardsBenchmarkState.Purchases,
                        $"What was kept is what comes out again: {check}"
                    );
                    findings.AddAtMost(
                        check["year"] is null
                            ? "self-check: totals of all suppliers computed from nothing and compared"
                            : "self-check: standings computed from nothing and compared",
                        check["tookMilliseconds"]!.GetValue<long>() / 1000.0,
                        "s",
                        10
                    );
                }
                return;
            }
            await Task.Delay(100);
        }
    }

    private static async Task StandAsync(HttpClient reviewer, ServiceProcess service, TestIssuer issuer, BenchmarkReport findings)
    {
        using var buyer = ClientOf(service, issuer, "party-bench-1", Accounts.Buyer1.Roles);
        var clock = Stopwatch.StartNew();
        var standings = await GetAsync(reviewer, Standings("social"));
        findings.Add("standings, the first time in a process", clock.Elapsed.TotalMilliseconds, "ms");

        var declared = await PostAsync(buyer, "purchases/batch", BatchOf(1, 0, Accepted));
        var (accepting, reading) = (new List<double>(), new List<double>());
        foreach (var item in declared["items"]!.AsArray())
        {
            clock.Restart();
            await PostAsync(reviewer, $"purchases/{item!["id"]}/accept", new JsonObject { ["reason"] = "憑證相符" });
            accepting.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            var next = await GetAsync(reviewer, Standings("social"));
            reading.Add(clock.Elapsed.TotalMilliseconds);
            Require(
                next["version"]!.GetValue<long>() == standings["version"]!.GetValue<long>() + 1,
                "The standings are those after the purchase."
            );
            standings = next;
        }
        findings.Add("a purchase accepted, median", accepting.Median(), "ms");
        findings.AddAtMost("standings of 10,000 buyers after one more accepted purchase, p95", reading.Percentile(95), "ms", 50);
        findings.Add("… median", reading.Median(), "ms");
        findings.Add("… slowest", reading.Max(), "ms");
        clock.Restart();
        await GetAsync(reviewer, "totals");
        findings.Add("totals of everything", clock.Elapsed.TotalMilliseconds, "ms");
    }

    private static async Task DeclareAsync(ServiceProcess service, TestIssuer issuer, string database, BenchmarkReport findings)
    {
        foreach (var clients in new[] { 1, 4 })
        {
            var bodies = Enumerable
                .Range(0, Batches)
                .Select(n =>
                    (
                        Buyer: clients * 100 + n % clients,
                        Body: BatchOf(clients * 100 + n % clients, clients * 1_000_000 + n * Batch, Batch).ToJsonString()
                    )
                )
                .ToArray();
            await DrainedAsync(database);
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(
                Enumerable
                    .Range(0, clients)
                    .Select(async n =>
                    {
                        using var buyer = ClientOf(service, issuer, $"party-bench-{clients * 100 + n}", Accounts.Buyer1.Roles);
                        foreach (var (_, body) in bodies.Where(entry => entry.Buyer == clients * 100 + n))
                        {
                            using var answer = await buyer.PostAsync(
                                $"{Api}/purchases/batch",
                                new StringContent(body, Encoding.UTF8, "application/json")
                            );
                            var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
                            Require(
                                text.Split("\"status\":201").Length == Batch + 1,
                                $"Every item is taken: {text[..Math.Min(500, text.Length)]}"
                            );
                        }
                    })
            );
            var declared = Batches * Batch / clock.Elapsed.TotalSeconds;
            await DrainedAsync(database);
            findings.AddAtLeast(
                $"declared in batches of 1,000, each with a voucher and evidence, by {clients}",
                declared,
                "purchases/s",
                5_000
            );
            findings.Add("… until their events are out as well", Batches * Batch / clock.Elapsed.TotalSeconds, "purchases/s");
        }
    }

    private static async Task CloseAsync(HttpClient reviewer, ServiceProcess service, BenchmarkReport findings)
    {
        var live = new List<string>();
        foreach (var series in new[] { "social", "startup" })
        {
            live.AddRange(
                (await GetAsync(reviewer, Standings(series)))["items"]!
                    .AsArray()
                    .Where(line => line!["award"] is not null)
                    .Select(line =>
                        $"{series} {line!["award"]!["code"]} {line["buyerId"]} {line["rank"]} {line["score"]} {line["totalTwd"]} {line["suppliers"]}"
                    )
            );
        }
        var clock = Stopwatch.StartNew();
        var closed = await PostAsync(reviewer, $"years/{RewardsBenchmarkState.Year}/close", []);
        findings.AddAtMost(
            "the year closed: everything computed from nothing, and frozen by a hash chain",
            clock.Elapsed.TotalSeconds,
            "s",
            10
        );
        var granted = closed["awards"]!
            .AsArray()
            .Select(award =>
                $"{award!["series"]} {award["code"]} {award["buyerId"]} {award["rank"]} {award["score"]} {award["totalTwd"]} {award["suppliers"]}"
            );
        Require(
            live.Order().SequenceEqual(granted.Order()) && live.Count > 0,
            "The awards computed from nothing are those of the live standings."
        );

        clock.Restart();
        var verified = await GetAsync(reviewer, $"awards/{closed["awards"]![0]!["id"]}/verify");
        findings.AddAtMost("an award verified: the same again", clock.Elapsed.TotalSeconds, "s", 10);
        Require(
            verified["valid"]!.GetValue<bool>() && verified["purchases"]!.GetValue<int>() == RewardsBenchmarkState.Purchases + Accepted,
            $"The award is valid: {verified}"
        );
        clock.Restart();
        await GetAsync(reviewer, $"awards/{closed["awards"]![1]!["id"]}/verify");
        findings.Add("… another one after it", clock.Elapsed.TotalMilliseconds, "ms");
        findings.Add("resident memory of the service, the most in all", PeakOf(service), "MiB");
    }

    private static string Standings(string series) => $"years/{RewardsBenchmarkState.Year}/standings?series={series}&limit=100";

    private static JsonObject BatchOf(int buyer, int first, int count) =>
        new()
        {
            ["items"] = new JsonArray([
                .. Enumerable
                    .Range(first, count)
                    .Select(n =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["buyerId"] = $"01970000-0000-7000-8000-{buyer:x12}",
                                ["supplierUbn"] = (20_000_001 + n * 7919L % RewardsBenchmarkState.Suppliers).ToString(
                                    CultureInfo.InvariantCulture
                                ),
                                ["amountTwd"] = 12_000 + n % 1_000,
                                ["purchasedOn"] = "2025-06-30",
                                ["voucherNo"] = $"DC{n:D8}",
                                ["cooperation"] = "supplyChain",
                                ["description"] = "便當一百份",
                                ["evidence"] = new JsonArray(
                                    new JsonObject
                                    {
                                        ["name"] = "invoice.pdf",
                                        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"bench {n}"))),
                                    }
                                ),
                            }
                    ),
            ]),
        };

    private static HttpClient ClientOf(ServiceProcess service, TestIssuer issuer, string party, IReadOnlyList<string> roles) =>
        new()
        {
            BaseAddress = service.Address,
            Timeout = TimeSpan.FromMinutes(5),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(party, party, roles)) },
        };

    private static async Task<JsonNode> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"{Api}/{path}");
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync($"{Api}/{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Require(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task DrainedAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""SELECT NOT EXISTS (SELECT 1 FROM "Outbox")""", connection);
        while (!(bool)(await command.ExecuteScalarAsync())!)
        {
            await Task.Delay(100);
        }
    }

    private static double PeakOf(ServiceProcess service) =>
        File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.ProcessId}/status"))
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .Single();

    private static void Require(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException(what);
        }
    }
}
