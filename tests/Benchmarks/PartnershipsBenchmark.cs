using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Benchmarks;

/// <summary>
/// Small sessions planned to the optimum; matches among a hundred thousand profiles on PostgreSQL, right after a change too; and a session
/// of five hundred planned. The service is a process of its own, without a broker; the client and the database are on the same cores.
/// </summary>
internal static class PartnershipsBenchmark
{
    private const string Api = "/api/partnerships/v1";

    private const int Requests = 500,
        Changed = 50,
        Participants = 500,
        Slots = 40,
        Tables = 100;

    public static async Task RunAsync(BenchmarkReport findings)
    {
        PartnershipsBenchmarkSessions.Run(findings);
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            await using var postgres = new PostgresServer { Memory = 1024 };
            await postgres.StartAsync();
            var database = await postgres.CreateDatabaseAsync("partnerships");
            var issuer = await TestIssuer.GetAsync();
            await using var service = new ServiceProcess(
                "partnerships",
                Topology.ProgramOf("partnerships"),
                new Dictionary<string, string>
                {
                    ["ConnectionStrings__partnershipsdb"] = database,
                    ["Identity__Issuer"] = TestIssuer.Issuer,
                    ["services__access__http__0"] = issuer.Address,
                    ["Platform__Data"] = folder,
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                }
            );
            await service.RunOnceAsync("--migrate");
            await service.StartAsync();
            using var manager = ClientOf(service, issuer, Accounts.Matchmaker.Party, Accounts.Matchmaker.Roles);
            var vocabulary = await GetAsync(manager, "vocabulary");
            string[] Codes(string list) => [.. vocabulary[list]!.AsArray().Select(term => term!["code"]!.GetValue<string>())];
            var (tags, sectors) = (Codes("tags"), Codes("sectors"));
            var clock = Stopwatch.StartNew();
            await PartnershipsBenchmarkState.LoadAsync(database, tags, sectors);
            findings.Add("100,000 profiles and 50,000 recent introductions, loaded", clock.Elapsed.TotalSeconds, "s");

            clock.Restart();
            await GetAsync(manager, MatchesOf(1));
            findings.Add("the first matches of a process, which reads all profiles", clock.Elapsed.TotalSeconds, "s");
            await MatchAsync(manager, findings);
            await ChangeAsync(manager, service, issuer, tags, sectors, findings);
            foreach (var available in new[] { 100, 75 })
            {
                await PlanAsync(manager, available, findings);
            }

            findings.Add("resident memory of the service, the most in all", PeakOf(service), "MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MatchAsync(HttpClient manager, BenchmarkReport findings)
    {
        // What is compiled on the way is compiled once in a process.
        for (var n = 1; n <= 50; n++)
        {
            await GetAsync(manager, MatchesOf(PartnershipsBenchmarkState.Profiles - n));
        }

        var (times, clock) = (new List<double>(), new Stopwatch());
        for (var n = 0; n < Requests; n++)
        {
            clock.Restart();
            var matches = (await GetAsync(manager, MatchesOf(1 + n * 193))).AsArray();
            times.Add(clock.Elapsed.TotalMilliseconds);
            Require(
                matches.Count == 20 && matches.All(match => match!["factors"]!.AsArray().Count == 7),
                "Twenty matches with their reasons."
            );
        }
        findings.AddAtMost("the best 20 of 100,000 profiles with their reasons, asked and answered, p95", times.Percentile(95), "ms", 20);
        findings.Add("… median", times.Median(), "ms");
        findings.Add("… slowest", times.Max(), "ms");
    }

    private static async Task ChangeAsync(
        HttpClient manager,
        ServiceProcess service,
        TestIssuer issuer,
        string[] tags,
        string[] sectors,
        BenchmarkReport findings
    )
    {
        var (changing, times, clock) = (new List<double>(), new List<double>(), new Stopwatch());
        for (var n = 0; n < Changed; n++)
        {
            var self = 1 + n * 1_931;
            var best = Guid.Parse((await GetAsync(manager, MatchesOf(self)))[0]!["profileId"]!.GetValue<string>());
            var number = int.Parse(best.ToString()[^12..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            using var owner = ClientOf(service, issuer, PartnershipsBenchmarkState.PartyOf(number), Accounts.Partner1.Roles);
            var body = PartnershipsBenchmarkState.Body(number, tags, sectors);
            body["vetoes"] = new JsonObject
            {
                ["economies"] = new JsonArray([.. PartnershipsBenchmarkState.Economies.Select(economy => (JsonNode)economy)]),
                ["kinds"] = new JsonArray(),
            };
            body["contact"] = new JsonObject { ["name"] = "Somebody", ["email"] = "somebody@partner.example" };
            using var change = new HttpRequestMessage(HttpMethod.Put, $"{Api}/profiles/{best}")
            {
                Content = JsonContent.Create(body),
                Headers = { { "If-Match", "*" } },
            };
            clock.Restart();
            using var answer = await owner.SendAsync(change);
            changing.Add(clock.Elapsed.TotalMilliseconds);
            Require(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            clock.Restart();
            var matches = (await GetAsync(manager, MatchesOf(self))).AsArray();
            times.Add(clock.Elapsed.TotalMilliseconds);
            Require(
                matches.All(match => match!["profileId"]!.GetValue<string>() != best.ToString()),
                "Who has excluded everybody is proposed to nobody in the next request."
            );
        }
        findings.Add("a profile changed, median", changing.Median(), "ms");
        findings.AddAtMost("the best 20 right after a change of one of them, p95", times.Percentile(95), "ms", 20);
    }

    private static async Task PlanAsync(HttpClient manager, int percentAvailable, BenchmarkReport findings)
    {
        var nine = new DateTimeOffset(2026, 11, 5, 1, 0, 0, TimeSpan.Zero);
        var session = (
            await PostAsync(
                manager,
                "sessions",
                new JsonObject
                {
                    ["name"] = new JsonObject { ["en"] = "Summit" },
                    ["programme"] = "summit",
                    ["tables"] = Tables,
                    ["slots"] = new JsonArray([
                        .. Enumerable
                            .Range(0, Slots)
                            .Select(slot =>
                                (JsonNode)
                                    new JsonObject { ["start"] = nine.AddMinutes(15 * slot), ["end"] = nine.AddMinutes(15 * (slot + 1)) }
                            ),
                    ]),
                }
            )
        )["id"]!.GetValue<string>();
        var random = new Random(percentAvailable);
        for (var n = 0; n < Participants; n++)
        {
            await PostAsync(
                manager,
                $"sessions/{session}/participants",
                new JsonObject
                {
                    ["profileId"] = PartnershipsBenchmarkState.IdOf(7 + n * 151),
                    ["availableSlots"] = new JsonArray([
                        .. Enumerable.Range(0, Slots).Where(_ => random.Next(100) < percentAvailable).Select(slot => (JsonNode)slot),
                    ]),
                }
            );
        }

        var clock = Stopwatch.StartNew();
        await PostAsync(manager, $"sessions/{session}/schedule", []);
        JsonNode schedule;
        while ((schedule = await GetAsync(manager, $"sessions/{session}/schedule"))["status"]!.GetValue<string>() is "queued" or "running")
        {
            await Task.Delay(50);
        }

        var what = $"500 participants ({percentAvailable} % of their time) × 40 slots × 100 tables";
        findings.AddAtMost($"{what}, asked until planned", clock.Elapsed.TotalSeconds, "s", 10);
        findings.AddAtLeast(
            "… total mutual score by its upper bound",
            schedule["totalScore"]!.GetValue<double>() / schedule["upperBound"]!.GetValue<double>(),
            "",
            0.98
        );
        findings.Add("… meetings", schedule["meetings"]!.AsArray().Count, "");
    }

    private static string MatchesOf(int n) => $"profiles/{PartnershipsBenchmarkState.IdOf(n)}/matches?limit=20";

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
