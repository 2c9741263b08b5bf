using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>Processes that are started wrongly: one line that says what to do, and an exit code where waiting cannot help.</summary>
public sealed class InvalidStartTests(InvalidStartTests.Database postgres) : IClassFixture<InvalidStartTests.Database>, IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-wrong-start-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    public sealed class Database : IAsyncLifetime
    {
        public PostgresServer Server { get; } = new();

        public async ValueTask InitializeAsync() => await Server.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData(
        "registry",
        "ConnectionStrings__registrydb",
        "nonsense",
        "ConnectionStrings:registrydb cannot be read",
        "set it to Host=…;Port=…;Username=…;Password=…;Database=registry"
    )]
    [InlineData(
        "registry",
        "ConnectionStrings__registrydb",
        "Host=127.0.0.1;Username=me",
        "Host or Database is missing",
        "Database=registry"
    )]
    [InlineData(
        "registry",
        "ConnectionStrings__messaging",
        "localhost:5672",
        "ConnectionStrings:messaging cannot be read",
        "set it to amqp://user:password@host:port"
    )]
    [InlineData(
        "registry",
        "ConnectionStrings__messaging",
        "nonsense",
        "ConnectionStrings:messaging cannot be read",
        "set it to amqp://user:password@host:port"
    )]
    [InlineData(
        "sandbox",
        "Sandbox__Clocks__ScreenBusinessDays",
        "0",
        "Sandbox:Clocks:ScreenBusinessDays cannot be used",
        "must be between 1 and 250"
    )]
    [InlineData(
        "sandbox",
        "Sandbox__Clocks__ScreenDays",
        "5",
        "Sandbox:Clocks cannot be read",
        "Known names: AcknowledgeBusinessDays, ScreenBusinessDays"
    )]
    [InlineData(
        "registry",
        "Registry__Appeals__BusinessDays",
        "thirty",
        "Registry:Appeals cannot be read",
        "Failed to convert configuration value"
    )]
    [InlineData(
        "gateway",
        "Gateway__MaxConcurrentRequests",
        "0",
        "Gateway:MaxConcurrentRequests cannot be used",
        "must be between 1 and 1000000"
    )]
    [InlineData(
        "gateway",
        "Gateway__Usage__Every",
        "00:00:00",
        "Gateway:Usage:Every cannot be used",
        "must be between 00:00:00.1000000 and 1.00:00:00"
    )]
    [InlineData("registry", "Identity__Issuer", "nowhere", "Identity:Issuer is not an address (nowhere)", "set it to the public address")]
    [InlineData(
        "gateway",
        "ConnectionStrings__cache",
        ",password=x",
        "ConnectionStrings:cache cannot be read",
        "set it to host:port,password=…"
    )]
    [InlineData(
        "gateway",
        "ConnectionStrings__cache",
        "localhost:6379,passwort=x",
        "ConnectionStrings:cache cannot be read (Keyword 'passwort' is not supported)",
        "set it to host:port,password=…"
    )]
    [InlineData(
        "gateway",
        "ConnectionStrings__cache",
        "localhost:redis",
        "ConnectionStrings:cache cannot be read (no host)",
        "set it to host:port,password=…"
    )]
    [InlineData("gateway", "ConnectionStrings__cache", "", "ConnectionStrings:cache cannot be read", "set it to host:port,password=…")]
    [InlineData(
        "standalone",
        "ConnectionStrings__registrydb",
        "nonsense",
        "ConnectionStrings:registrydb cannot be read",
        "Database=registry"
    )]
    [InlineData(
        "standalone",
        "ConnectionStrings__messaging",
        "nonsense",
        "ConnectionStrings:messaging cannot be read",
        "set it to amqp://user:password@host:port"
    )]
    [InlineData("standalone", "PLATFORM_URL", "nonsense", "PLATFORM_URL is an address", "such as http://localhost:8080")]
    [InlineData("standalone", "PLATFORM_DATA", "/dev/null", "PLATFORM_DATA is a folder of ours", "not /dev/null")]
    [InlineData(
        "gateway",
        "services__rewards__http__0",
        "rewards",
        "services:rewards:http:0 is not an address (rewards)",
        "set it to http://host:port"
    )]
    [InlineData(
        "gateway",
        "services__rewards__http__0",
        "http://127.0.0.1:9",
        "services:registry:http:0 and services:rewards:http:0 are the same address",
        "each process of a service has its own"
    )]
    [InlineData("gateway", "Platform__Drain", "soon", "Platform:Drain is not a length of time (soon)", "such as 00:00:05")]
    [InlineData(
        "gateway",
        "Telemetry__PrometheusPort",
        "9464",
        "Telemetry:PrometheusPort is none of the ports that this process listens on (9464)",
        "add it to ASPNETCORE_URLS"
    )]
    [InlineData(
        "gateway",
        "Telemetry__PrometheusPort",
        "metrics",
        "Telemetry:PrometheusPort is none of the ports that this process listens on (metrics)",
        "add it to ASPNETCORE_URLS"
    )]
    public async Task A_wrong_setting_is_one_line_and_exit_code_1(string program, string name, string value, string wrong, string todo)
    {
        await using var process = Process(program, [new("services__registry__http__0", "http://127.0.0.1:9"), new(name, value)]);
        await EndsWithOneLineAsync(process, wrong, todo);
    }

    [Theory]
    [InlineData("nonsense", "ASPNETCORE_URLS is not an address to listen on (nonsense)")]
    [InlineData("https://127.0.0.1:0", "ASPNETCORE_URLS is not an address to listen on (https://127.0.0.1:0)")]
    // TEST-NET-1 (RFC 5737): nobody's.
    [InlineData("http://192.0.2.1:80", "Nobody can listen on http://192.0.2.1:80 here")]
    public async Task An_address_that_nobody_can_listen_on_is_one_line_and_exit_code_1(string address, string wrong)
    {
        await using var process = Process("gateway", [], arguments: ["--urls", address]);
        await EndsWithOneLineAsync(process, wrong, "ASPNETCORE_URLS");
    }

    [Theory]
    [InlineData("gateway", "End what listens there, or set ASPNETCORE_URLS")]
    [InlineData("registry", "End what listens there, or set ASPNETCORE_URLS")]
    [InlineData("standalone", "Set PLATFORM_URL to another address")]
    public async Task A_port_in_use_is_one_line_and_exit_code_1(string program, string todo)
    {
        // Nobody answers there, so it cannot be mistaken for ready.
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();
        var address = $"http://{occupied.LocalEndpoint}";
        await using var process = Process(
            program,
            program == "registry" ? [new("ConnectionStrings__registrydb", await MigratedAsync("port"))] : [new("PLATFORM_URL", address)],
            new Uri(address)
        );
        await EndsWithOneLineAsync(process, "address already in use.", todo);
    }

    [Theory]
    [InlineData("Password=", "Password=not", "password authentication failed")]
    [InlineData("Host=127.0.0.1", "Host=absent.invalid", "")]
    public async Task A_service_whose_database_refuses_it_or_cannot_be_found_waits_and_says_why(string right, string wrong, string reason)
    {
        var lines = new ConcurrentQueue<string>();
        await using var process = Process(
            "registry",
            [
                new(
                    "ConnectionStrings__registrydb",
                    postgres.Server.ConnectionString("registry").Replace(right, wrong, StringComparison.Ordinal)
                ),
            ]
        );
        process.Printed = lines.Enqueue;
        var starting = process.StartAsync();
        await PrintedAsync(lines, starting, $"The database does not answer (", reason, "): check ConnectionStrings:registrydb. Waiting");
        Assert.All(lines, line => Assert.Contains("The database does not answer", line, StringComparison.Ordinal));
        await process.KillAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => starting);
    }

    [Fact]
    public async Task A_service_whose_broker_is_away_refuses_it_or_is_none_says_so_once_is_ready_and_notices_when_it_comes()
    {
        var database = await MigratedAsync("broker");
        await using var broker = new RabbitMqServer();
        await using var service = Process(
            "registry",
            [new("ConnectionStrings__registrydb", database), new("ConnectionStrings__messaging", broker.ConnectionString())]
        );
        var lines = await ReadyWithoutBrokerAsync(service, "(Connection refused)");
        await broker.StartAsync();
        await PrintedAsync(lines, Task.Delay(-1), "RabbitMQ is back");
        Assert.Equal("Healthy", await HealthAsync(service));
        await service.StopAsync();

        var someoneElse = new TcpListener(IPAddress.Loopback, 0);
        someoneElse.Start();
        foreach (
            var (address, reason) in new[]
            {
                (broker.ConnectionString().Replace("platform:", "platform:not", StringComparison.Ordinal), "ACCESS_REFUSED"),
                (broker.ConnectionString("absent"), "vhost absent not found"),
                ($"amqp://{someoneElse.LocalEndpoint}", "no answer within 5 s"),
            }
        )
        {
            await using var refused = Process(
                "registry",
                [new("ConnectionStrings__registrydb", database), new("ConnectionStrings__messaging", address)]
            );
            await ReadyWithoutBrokerAsync(refused, reason);
        }

        someoneElse.Stop();
    }

    [Fact]
    public async Task A_service_waits_for_a_database_that_is_away_or_behind_says_so_and_starts_when_it_is_there()
    {
        await using var late = new PostgresServer();
        var lines = new ConcurrentQueue<string>();
        await using var process = Process("registry", [new("ConnectionStrings__registrydb", late.ConnectionString("registry"))]);
        process.Printed = lines.Enqueue;
        var starting = process.StartAsync();
        await PrintedAsync(lines, starting, "The database does not answer", "check ConnectionStrings:registrydb. Waiting");
        await late.StartAsync();
        await late.CreateDatabaseAsync("registry");
        await PrintedAsync(lines, starting, "The database lacks ", "run this service once with --migrate. Waiting");
        await process.RunOnceAsync("--migrate");
        await starting;
        Assert.True(await process.IsReadyAsync());
    }

    [Fact]
    public async Task A_service_runs_on_a_database_that_is_ahead_of_it_also_with_migrate()
    {
        var database = await postgres.Server.CreateDatabaseAsync("registry");
        await using var process = Process("registry", [new("ConnectionStrings__registrydb", database)]);
        await process.RunOnceAsync("--migrate");
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync();
            await using var later = new NpgsqlCommand(
                """ALTER TABLE "Organisations" ADD COLUMN "Later" text NULL; INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99.0.0')""",
                connection
            );
            await later.ExecuteNonQueryAsync();
        }

        await process.RunOnceAsync("--migrate");
        await process.StartAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        (await client.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await process.StopAsync());
    }

    private static async Task EndsWithOneLineAsync(ServiceProcess process, params string[] fragments)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => process.StartAsync());
        Assert.True(
            failure.Message.StartsWith($"{process.Name} ended with exit code 1 before it answered:\n", StringComparison.Ordinal),
            failure.Message
        );
        var line = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(fragments, fragment => Assert.Contains(fragment, line, StringComparison.Ordinal));
    }

    /// <summary>Starts it; gives what it prints.</summary>
    private static async Task<ConcurrentQueue<string>> ReadyWithoutBrokerAsync(ServiceProcess service, string reason)
    {
        var lines = new ConcurrentQueue<string>();
        service.Printed = lines.Enqueue;
        await service.StartAsync();
        await PrintedAsync(
            lines,
            Task.Delay(-1),
            "RabbitMQ does not answer at 127.0.0.1:",
            reason,
            "events wait in the outbox until it does; check ConnectionStrings:messaging"
        );
        Assert.Equal("Degraded", await HealthAsync(service));
        Assert.Single(lines, line => line.Contains("RabbitMQ does not answer", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Exception", StringComparison.Ordinal));
        return lines;
    }

    private static async Task<string> HealthAsync(ServiceProcess process)
    {
        using var client = new HttpClient { BaseAddress = process.Address };
        return (await client.Get("/health/ready")).Expect(HttpStatusCode.OK).Text;
    }

    /// <summary>A database as the registry wants it.</summary>
    private async Task<string> MigratedAsync(string name)
    {
        var database = await postgres.Server.CreateDatabaseAsync(name);
        await using var process = Process("registry", [new("ConnectionStrings__registrydb", database)]);
        await process.RunOnceAsync("--migrate");
        return database;
    }

    private static async Task PrintedAsync(ConcurrentQueue<string> lines, Task starting, params string[] fragments)
    {
        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    starting.IsCompleted || lines.Any(line => fragments.All(fragment => line.Contains(fragment, StringComparison.Ordinal)))
                ),
            $"a line with {fragments[0]}",
            TimeSpan.FromSeconds(40)
        );
        Assert.False(starting.IsCompleted, string.Join('\n', lines));
    }

    private ServiceProcess Process(
        string program,
        IEnumerable<KeyValuePair<string, string>> settings,
        Uri? address = null,
        params string[] arguments
    )
    {
        var environment = new Dictionary<string, string>
        {
            ["Platform__Data"] = data,
            ["PLATFORM_DATA"] = data,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };
        if (program == "registry")
        {
            environment["ConnectionStrings__registrydb"] = "Host=127.0.0.1;Port=9;Username=nobody;Password=none;Database=registry";
        }

        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return new(
            program,
            program == "standalone" ? StandalonePlatform.Program : Topology.ProgramOf(program),
            environment,
            address,
            arguments
        );
    }
}
