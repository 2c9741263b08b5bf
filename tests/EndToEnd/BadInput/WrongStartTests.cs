using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;
using Platform.Native;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>Processes that are started wrongly: one line that says what to do, and an exit code where waiting cannot help.</summary>
public sealed class WrongStartTests(WrongStartTests.Database postgres) : IClassFixture<WrongStartTests.Database>
{
    public sealed class Database : IAsyncLifetime
    {
        public PostgresServer Server { get; } = new();

        public async ValueTask InitializeAsync() => await Server.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData("registry", "ConnectionStrings__registrydb", "nonsense", "ConnectionStrings:registrydb cannot be read", "set it to Host=…;Port=…;Username=…;Password=…;Database=registry")]
    [InlineData("registry", "ConnectionStrings__registrydb", "Host=127.0.0.1;Username=me", "Host or Database is missing", "Database=registry")]
    [InlineData("registry", "ConnectionStrings__messaging", "localhost:5672", "ConnectionStrings:messaging cannot be read", "set it to amqp://user:password@host:port")]
    [InlineData("registry", "ConnectionStrings__messaging", "nonsense", "ConnectionStrings:messaging cannot be read", "set it to amqp://user:password@host:port")]
    [InlineData("registry", "Identity__Issuer", "nowhere", "Identity:Issuer is not an address (nowhere)", "set it to the public address")]
    [InlineData("gateway", "ConnectionStrings__cache", ",password=x", "ConnectionStrings:cache cannot be read", "set it to host:port,password=…")]
    [InlineData("gateway", "services__rewards__http__0", "rewards", "services:rewards:http:0 is not an address (rewards)", "set it to http://host:port")]
    [InlineData("gateway", "services__rewards__http__0", "http://127.0.0.1:9", "services:registry:http:0 and services:rewards:http:0 are the same address", "each process of a service has its own")]
    [InlineData("gateway", "Platform__Drain", "soon", "Platform:Drain is not a length of time (soon)", "such as 00:00:05")]
    public async Task A_wrong_setting_is_one_line_and_exit_code_1(string program, string name, string value, string wrong, string todo)
    {
        await using var process = Process(program, [new("services__registry__http__0", "http://127.0.0.1:9"), new(name, value)]);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => process.StartAsync());
        Assert.StartsWith($"{program} ended with exit code 1 before it answered:\n", failure.Message, StringComparison.Ordinal);
        var line = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(wrong, line, StringComparison.Ordinal);
        Assert.Contains(todo, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var process = Process("gateway", [], new Uri($"http://{taken.LocalEndpoint}"));
        // Nobody answers at that address, so it cannot be mistaken for ready.
        await Assert.ThrowsAsync<InvalidOperationException>(() => process.StartAsync());
        Assert.Equal(1, await process.WaitForExitAsync());
        // Besides the host's own words.
        Assert.Single(process.Output.Split('\n'), line => line.Contains("address already in use. End what listens there, or set ASPNETCORE_URLS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_waits_for_a_database_that_is_away_or_behind_says_so_and_starts_when_it_is_there()
    {
        await using var late = new PostgresServer();
        var lines = new ConcurrentQueue<string>();
        await using var process = Process("registry", [new("ConnectionStrings__registrydb", late.ConnectionString("registry"))]);
        process.Printed = lines.Enqueue;
        var starting = process.StartAsync();
        await PrintedAsync(lines, starting, "The database does not answer", "check ConnectionStrings. Waiting");
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
                """ALTER TABLE "Organisations" ADD COLUMN "Later" text NULL; INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99.0.0')""", connection);
            await later.ExecuteNonQueryAsync();
        }

        await process.RunOnceAsync("--migrate");
        await process.StartAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        (await client.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await process.StopAsync());
    }

    private static async Task PrintedAsync(ConcurrentQueue<string> lines, Task starting, params string[] words)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(starting.IsCompleted || lines.Any(line => words.All(word => line.Contains(word, StringComparison.Ordinal)))), $"a line with {words[0]}", TimeSpan.FromSeconds(40));
        Assert.False(starting.IsCompleted, string.Join('\n', lines));
    }

    private static ServiceProcess Process(string program, IEnumerable<KeyValuePair<string, string>> settings, Uri? address = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["Platform__Data"] = Path.Combine(Path.GetTempPath(), "platform-wrong-start"),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__registrydb"] = "Host=127.0.0.1;Port=9;Username=nobody;Password=none;Database=registry",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        return new(program, Topology.ProgramOf(program), environment, address);
    }
}
