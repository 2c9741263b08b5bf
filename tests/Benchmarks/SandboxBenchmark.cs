using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Benchmarks;

/// <summary>
/// 100,000 requests on PostgreSQL: an officer's queue, decided cases like a request, words, open figures, and a calendar that re-dates
/// what is open. The service is a process of its own, without a broker; the client and the database are on the same cores.
/// </summary>
internal static class SandboxBenchmark
{
    private const string Api = "/api/sandbox/v1";

    private const int Requests = 300;

    public static async Task RunAsync(BenchmarkReport findings)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            await using var postgres = new PostgresServer { Memory = 4096 };
            await postgres.StartAsync();
            var database = await postgres.CreateDatabaseAsync("sandbox");
            var issuer = await TestIssuer.GetAsync();
            await using var service = new ServiceProcess(
                "sandbox",
                Topology.ProgramOf("sandbox"),
                new Dictionary<string, string>
                {
                    ["ConnectionStrings__sandboxdb"] = database,
                    ["Identity__Issuer"] = TestIssuer.Issuer,
                    ["services__access__http__0"] = issuer.Address,
                    ["Platform__Data"] = folder,
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                }
            );
            await service.RunOnceAsync("--migrate");
            var clock = Stopwatch.StartNew();
            var open = await SandboxBenchmarkState.LoadAsync(database);
            findings.Add($"state of {SandboxBenchmarkState.Cases:N0} requests, loaded", clock.Elapsed.TotalSeconds, "s");
            await service.StartAsync();
            using var officer = ClientOf(service, issuer, SandboxBenchmarkState.Officer(1), Accounts.Ndc.Roles);
            using var admin = ClientOf(service, issuer, "admin", Accounts.Admin.Roles);

            await QueueAsync(officer, findings);
            await SimilarAsync(officer, open, findings);
            await FiguresAsync(officer, findings);
            await RedateAsync(admin, database, findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task QueueAsync(HttpClient officer, BenchmarkReport findings)
    {
        var kinds = new (string What, string Query)[]
        {
            ("own, due first", "assignee=me&sort=due"),
            ("own, being consulted", "assignee=me&status=consulting"),
            ("own, overdue", "assignee=me&overdue=true&sort=due"),
            ("everybody's, due first", "sort=due"),
            ("everybody's, overdue", "overdue=true&sort=due"),
            ("an authority's, due first", "authority=moea&sort=due"),
        };
        // Each in turn, the first rounds for the compiler: until it has nothing left to do.
        var durations = kinds.ToDictionary(kind => kind.What, _ => new List<double>());
        // One buffer for all: what the client collects is not to be measured.
        using var found = new MemoryStream();
        for (var round = -450; round < Requests / kinds.Length; round++)
        {
            foreach (var (what, query) in kinds)
            {
                var clock = Stopwatch.StartNew();
                found.SetLength(0);
                await using (var answer = await officer.GetStreamAsync($"{Api}/requests?{query}"))
                {
                    await answer.CopyToAsync(found);
                }

                if (round >= 0)
                {
                    durations[what].Add(clock.Elapsed.TotalMilliseconds);
                }

                using var page = JsonDocument.Parse(found.GetBuffer().AsMemory(0, (int)found.Length));
                Require(page.RootElement.GetProperty("items").GetArrayLength() > 0, $"There is something to find: {query}");
            }
        }

        findings.AddAtMost(
            "work queue of an officer, 50 to a page, p95 over all kinds",
            durations.Values.SelectMany(times => times).Percentile(95),
            "ms",
            20
        );
        foreach (var (what, times) in durations)
        {
            findings.Add($"… {what}, p95", times.Percentile(95), "ms");
        }
    }

    private static async Task SimilarAsync(HttpClient officer, IReadOnlyList<Guid> open, BenchmarkReport findings)
    {
        var durations = new List<double>();
        for (var n = -300; n < Requests; n++)
        {
            var clock = Stopwatch.StartNew();
            var similar = await GetAsync(officer, $"requests/{open[(n + 300) * 7 % open.Count]}/similar");
            if (n >= 0)
            {
                durations.Add(clock.Elapsed.TotalMilliseconds);
            }

            Require(similar["items"]!.AsArray().Count == 20, "There are twenty that resemble it.");
        }

        findings.AddAtMost("similar decided cases, p95", durations.Percentile(95), "ms", 50);
        findings.Add("… median", durations.Median(), "ms");
    }

    private static async Task FiguresAsync(HttpClient officer, BenchmarkReport findings)
    {
        foreach (
            var (what, path) in new[]
            {
                ("requests with a word that many have", "requests?q=共享"),
                ("requests with a word that one has", "requests?q=099994"),
                ("precedents with a word that many have", "precedents?q=共享"),
                ("precedents with a word that one has", "precedents?q=字第99994號"),
                ("precedents of a law", "precedents?law=法規第170號條例"),
            }
        )
        {
            var durations = new List<double>();
            for (var n = -5; n < 50; n++)
            {
                var clock = Stopwatch.StartNew();
                var found = await officer.GetByteArrayAsync($"{Api}/{path}");
                if (n >= 0)
                {
                    durations.Add(clock.Elapsed.TotalMilliseconds);
                }

                var count = JsonNode.Parse(found)!["items"]!.AsArray().Count;
                Require(
                    what.EndsWith("one has", StringComparison.Ordinal) ? count == 1 : count > 0,
                    $"There is something to find: {path}, not {count}"
                );
            }

            findings.Add($"{what}, p95", durations.Percentile(95), "ms");
        }

        var first = Stopwatch.StartNew();
        await GetAsync(officer, "statistics");
        findings.Add("statistics, made anew", first.Elapsed.TotalMilliseconds, "ms");
    }

    /// <summary>A day of rest in the middle of what runs: all open deadlines that go over it move by a day.</summary>
    private static async Task RedateAsync(HttpClient admin, string database, BenchmarkReport findings)
    {
        var day = SandboxBenchmarkState.Today.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        var year = await GetAsync(admin, $"calendar/{day.Year}");
        var closed = year["closed"]!
            .AsArray()
            .Select(date => date!.GetValue<string>())
            .Append(day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        using var change = new HttpRequestMessage(HttpMethod.Put, $"{Api}/calendar/{day.Year}")
        {
            Content = JsonContent.Create(
                new
                {
                    year = day.Year,
                    provisional = false,
                    closed,
                    workdays = year["workdays"],
                }
            ),
            Headers = { IfMatch = { new EntityTagHeaderValue($"\"{year["version"]}\"") } },
        };
        var before = await SandboxBenchmarkState.DueDatesAsync(database);
        var clock = Stopwatch.StartNew();
        using var answer = await admin.SendAsync(change);
        var durations = clock.Elapsed.TotalSeconds;
        Require(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var after = await SandboxBenchmarkState.DueDatesAsync(database);
        var moved = before.Count(entry => after[entry.Key] != entry.Value);
        findings.Add("open deadlines that a day of rest has moved", moved, "");
        Require(moved >= 10_000, "Ten thousand move.");
        findings.AddAtMost("… 10,000 of them", durations * 10_000 / moved, "s", 5);
        findings.Add("… all of them, committed", durations, "s");
    }

    private static HttpClient ClientOf(ServiceProcess service, TestIssuer issuer, string subject, IReadOnlyList<string> roles) =>
        new()
        {
            BaseAddress = service.Address,
            Timeout = TimeSpan.FromMinutes(5),
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(subject, "authority:ndc", roles)),
            },
        };

    private static async Task<JsonNode> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"{Api}/{path}");
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    private static void Require(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"The benchmark measures nothing: {what}");
        }
    }
}
