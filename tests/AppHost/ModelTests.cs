using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Platform.Harness;

namespace Platform.AppHost.Tests;

/// <summary>The topology, started by Aspire.</summary>
public sealed partial class ModelTests(RunningAppHost platform) : IClassFixture<RunningAppHost>
{
    private static readonly string[] Programs = ["access", "registry", "rewards", "sandbox", "partnerships", "gateway"];

    // For what never comes: a failure instead of a test that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // The times that OTLP gives are nanoseconds of Unix time.
    private static long NowInNanoseconds => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    [Fact]
    public async Task Every_resource_is_healthy_and_every_migration_has_run()
    {
        string[] healthy = ["postgres", "messaging", "cache", .. Programs, .. Programs[..5].Select(name => $"{name}db")];
        string[] migrations = [.. Programs[..5].Select(name => $"{name}-migration")];
        // Aspire adds resources of its own: the dashboard, and a hidden one that rebuilds each project.
        var drawn = platform
            .Model.Resources.Select(resource => resource.Name)
            .Where(name =>
                !name.StartsWith("aspire-", StringComparison.Ordinal) && !name.EndsWith("-rebuilder", StringComparison.Ordinal)
            );
        Assert.Equal(healthy.Concat(migrations).Order(), drawn.Order());
        foreach (var name in healthy)
        {
            await platform.Notifications.WaitForResourceHealthyAsync(name).WaitAsync(Limit);
        }

        foreach (var name in migrations)
        {
            var ended = await platform
                .Notifications.WaitForResourceAsync(name, state => state.Snapshot.ExitCode is not null)
                .WaitAsync(Limit);
            Assert.Equal((name, 0), (name, ended.Snapshot.ExitCode));
        }

        (await (await platform.ClientAsync()).Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_process_has_the_variables_that_the_raw_processes_of_other_tests_have()
    {
        await using var raw = Topology.NotStarted(platform.Address, platform.Data);
        foreach (var program in Programs)
        {
            var expected = program == "gateway" ? raw.EnvironmentOfGateway() : raw.EnvironmentOf(program);
            Assert.Equal(Settings(expected), Settings(VariablesOf(platform.ProcessIdOf(program))));
        }
    }

    [Fact]
    public void A_missing_or_another_variable_is_noticed()
    {
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__cache"] = "127.0.0.1:23456,password=0123456789abcdef0123456789abcdef",
            ["PATH"] = "/bin",
        };
        Assert.Equal(["ConnectionStrings__cache=127.0.0.1:#,password=#"], Settings(variables));
        Assert.NotEqual(
            Settings(variables),
            Settings(new() { ["ConnectionStrings__cache"] = "127.0.0.1:23456,password=0123456789abcdef0123456789abcdef,ssl=true" })
        );
        Assert.NotEqual(Settings(variables), Settings([]));
    }

    [Fact]
    public async Task One_request_is_one_trace_from_the_gateway_to_the_database_of_a_consumer()
    {
        var (applicant, registrar) = (await platform.ClientAsync("org1"), await platform.ClientAsync("registrar"));
        var application = (
            await applicant.Post(
                "/api/registry/v1/applications",
                new
                {
                    ubn = "22099131",
                    legalForm = "company",
                    name = new { zh = "好日子" },
                    mission = new { zh = "照顧長者" },
                    county = "花蓮縣",
                    sdgs = new[] { 3 },
                    stage = "fieldExperiment",
                    contact = new { name = "林小姐", email = "lin@gooddays.example" },
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
        (await applicant.Post($"/api/registry/v1/applications/{application}/submit")).Expect(HttpStatusCode.OK);
        var trace = ActivityTraceId.CreateRandom().ToString();
        (
            await registrar.Post(
                $"/api/registry/v1/applications/{application}/accept",
                null,
                ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01")
            )
        ).Expect(HttpStatusCode.OK);

        using var telemetry = platform.TelemetryClient();
        (string Service, string Scope)[] expected =
        [
            ("gateway", "Microsoft.AspNetCore"),
            ("registry", "Microsoft.AspNetCore"),
            ("registry", "Npgsql"),
            ("registry", "Platform.Messaging"),
            ("rewards", "Npgsql"),
        ];
        (string Service, string Scope)[] found = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var reply = await telemetry.Get($"/api/telemetry/traces/{trace}");
                found =
                    reply.Status == HttpStatusCode.OK ? [.. Spans(reply.Json!).Select(span => (span.Service, span.Scope)).Distinct()] : [];
                return expected.All(found.Contains);
            },
            () => $"the trace has {string.Join(", ", expected.Except(found))} besides {string.Join(", ", found)}",
            TimeSpan.FromMinutes(1)
        );
    }

    [Theory]
    [InlineData("rewards")]
    [InlineData("cache")]
    public async Task A_process_that_is_killed_is_started_again(string resource)
    {
        var before = platform.ProcessIdOf(resource);
        using (var process = Process.GetProcessById(before))
        {
            process.Kill();
        }

        await platform
            .Notifications.WaitForResourceAsync(resource, state =>
                state.Snapshot.State?.Text == KnownResourceStates.Running && platform.ProcessIdOf(resource) != before
            )
            .WaitAsync(Limit);
        await platform.Notifications.WaitForResourceHealthyAsync(resource).WaitAsync(Limit);
        (await (await platform.ClientAsync()).Get("/api/rewards/v1/totals")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_an_idle_minute_no_poller_and_no_probe_begins_a_trace()
    {
        using var telemetry = platform.TelemetryClient();
        var before = NowInNanoseconds;
        (await (await platform.ClientAsync()).Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
        // Somebody's request does begin one, and it is counted.
        await Eventually.TrueAsync(
            async () => (await RootsSinceAsync(telemetry, before)).Any(root => root.Service == "gateway"),
            "a request's root span"
        );

        var start = NowInNanoseconds;
        // The minute is what is measured.
        await Task.Delay(TimeSpan.FromMinutes(1));
        Assert.Empty(await RootsSinceAsync(telemetry, start));
    }

    private static async Task<Span[]> RootsSinceAsync(HttpClient telemetry, long time)
    {
        var reply = (await telemetry.Get("/api/telemetry/spans?limit=100000")).Expect(HttpStatusCode.OK);
        return [.. Spans(reply.Json!).Where(span => span.IsRoot && span.Start >= time)];
    }

    /// <summary>The spans of an OTLP document in JSON (opentelemetry-proto 1, trace service).</summary>
    private static IEnumerable<Span> Spans(JsonNode document) =>
        from resource in document["data"]!["resourceSpans"]!.AsArray()
        let service = resource!["resource"]!["attributes"]!
            .AsArray()
            .First(attribute => attribute!["key"]!.GetValue<string>() == "service.name")!
        from scope in resource["scopeSpans"]!.AsArray()
        from span in scope!["spans"]!.AsArray()
        select new Span(
            service["value"]!["stringValue"]!.GetValue<string>(),
            scope["scope"]!["name"]!.GetValue<string>(),
            span!["name"]!.GetValue<string>(),
            string.IsNullOrEmpty(span["parentSpanId"]?.GetValue<string>()),
            long.Parse(span["startTimeUnixNano"]!.GetValue<string>(), CultureInfo.InvariantCulture)
        );

    private sealed record Span(string Service, string Scope, string Name, bool IsRoot, long Start);

    private static Dictionary<string, string> VariablesOf(int processId) =>
        File.ReadAllText($"/proc/{processId}/environ")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(variable => variable[0], variable => variable[1]);

    /// <summary>What configures the platform, without what is another at each start: ports and passwords.</summary>
    private static string[] Settings(Dictionary<string, string> variables) =>
        [
            .. variables
                .Where(variable => Setting().IsMatch(variable.Key))
                .Select(variable => $"{variable.Key}={Changing().Replace(variable.Value, "$1#")}")
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex("^(ConnectionStrings|services|Identity|Platform)__|^ASPNETCORE_ENVIRONMENT$")]
    private static partial Regex Setting();

    [GeneratedRegex("([:=])(?:[0-9a-f]{32}|[0-9]{4,5})(?![0-9a-f])")]
    private static partial Regex Changing();
}
