using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;
using Platform.Samples;

namespace Platform.Benchmarks;

/// <summary>
/// The register with a million organisations on PostgreSQL: import, export, search beside a register of a thousand, and the status of a
/// number beside a bare endpoint that asks the same. The services are processes of their own, without a broker; the client and the
/// database are on the same cores.
/// </summary>
internal static class RegistryBenchmark
{
    private const int Many = 1_000_000,
        Few = 1_000;

    /// <summary>Imported before the clock starts: a service that has been up for a while has compiled what an import runs.</summary>
    private const int Warm = 100_000;

    private const string Api = "/api/registry/v1";

    public static async Task RunAsync(BenchmarkReport findings)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            // The register fits in, as in a server that was set up for it; the system's own cache of files may be taken away meanwhile.
            await using var postgres = new PostgresServer { Memory = 4096 };
            await postgres.StartAsync();
            await PrepareForLoadsAsync(postgres.ConnectionString("postgres"));
            var (many, few) = (await postgres.CreateDatabaseAsync("many"), await postgres.CreateDatabaseAsync("few"));
            await using var large = await StartAsync("many", many, folder);
            await using var small = await StartAsync("few", few, folder);
            using var clients = new Clients(large.Address, small.Address, await TestIssuer.GetAsync());

            await ImportAsync(clients.Small, small, few, OrganisationGenerator.Generate(Few), Few, folder, null);
            await ImportAsync(clients.Large, large, many, OrganisationGenerator.Generate(Warm), Warm, folder, null);
            await ImportAsync(clients.Large, large, many, OrganisationGenerator.Generate(Warm + Many).Skip(Warm), Many, folder, findings);
            await ExportAsync(clients.Large, findings);
            await RegistrySearchBenchmark.RunAsync(clients.Large, clients.Small, Few, findings);
            await RegistryStatusBenchmark.RunAsync(large.Address, many, findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// As whoever loads millions of rows sets it: with the default of 1 GB PostgreSQL would write every page twice, several times over.
    /// </summary>
    private static async Task PrepareForLoadsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (
            var statement in new[]
            {
                "ALTER SYSTEM SET max_wal_size = '8GB'",
                "ALTER SYSTEM SET checkpoint_timeout = '15min'",
                "SELECT pg_reload_conf()",
            }
        )
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<ServiceProcess> StartAsync(string name, string database, string folder)
    {
        var issuer = await TestIssuer.GetAsync();
        var service = new ServiceProcess(
            name,
            Topology.ProgramOf("registry"),
            new Dictionary<string, string>
            {
                ["ConnectionStrings__registrydb"] = database,
                ["Identity__Issuer"] = TestIssuer.Issuer,
                ["services__access__http__0"] = issuer.Address,
                ["Platform__Data"] = Path.Combine(folder, name),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
            }
        );
        await service.RunOnceAsync("--migrate");
        await service.StartAsync();
        return service;
    }

    private static async Task ImportAsync(
        HttpClient client,
        ServiceProcess service,
        string database,
        IEnumerable<Organisation> organisations,
        int rows,
        string folder,
        BenchmarkReport? findings
    )
    {
        var path = Path.Combine(folder, $"{rows}.csv");
        await using (var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16))
        {
            OrganisationCsv.Write(writer, organisations);
        }

        var clock = Stopwatch.StartNew();
        string id;
        await using (var file = File.OpenRead(path))
        {
            using var content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
            using var started = await client.PostAsync($"{Api}/imports", content);
            started.EnsureSuccessStatusCode();
            id = JsonDocument.Parse(await started.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        }

        var received = clock.Elapsed;
        double firstQuarter = 0,
            most = 0;
        JsonElement progress;
        do
        {
            await Task.Delay(100);
            progress = JsonDocument.Parse(await client.GetStringAsync($"{Api}/imports/{id}")).RootElement;
            most = Math.Max(most, MemoryOf(service));
            if (progress.GetProperty("total").GetInt32() < rows / 4)
            {
                firstQuarter = most;
            }
        } while (progress.GetProperty("status").GetString() is "queued" or "running");
        var imported = clock.Elapsed;
        if (progress.GetProperty("accepted").GetInt32() != rows)
        {
            throw new InvalidOperationException($"Not every row was imported: {progress}");
        }

        TimeSpan? announced = null,
            searchable = null;
        while (announced is null || searchable is null)
        {
            if (announced is null && await IsDrainedAsync(database))
            {
                announced = clock.Elapsed;
            }

            if (
                searchable is null
                && JsonDocument
                    .Parse(await client.GetStringAsync($"{Api}/imports/{id}"))
                    .RootElement.GetProperty("searchable")
                    .GetBoolean()
            )
            {
                searchable = clock.Elapsed;
            }

            await Task.Delay(100);
        }

        findings?.AddAtMost($"import of {rows:N0} rows, durable, from the first byte sent", imported.TotalSeconds, "s", 60);
        findings?.Add("… of that: the file received and kept", received.TotalSeconds, "s");
        findings?.Add("… every event of it published", announced.Value.TotalSeconds, "s");
        findings?.Add("… all of it findable", searchable.Value.TotalSeconds, "s");
        findings?.Add("… resident memory of the service, most in the first quarter of the rows", firstQuarter, "MiB");
        findings?.Add("… most in the whole import", most, "MiB");
        findings?.AddAtMost("… whole ÷ first quarter", most / firstQuarter, "", 1.25);
    }

    private static async Task ExportAsync(HttpClient client, BenchmarkReport findings)
    {
        foreach (var extension in new[] { "csv", "ndjson", "jsonld" })
        {
            var clock = Stopwatch.StartNew();
            using var response = await client.GetAsync(
                $"{Api}/exports/organisations.{extension}",
                HttpCompletionOption.ResponseHeadersRead
            );
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[1 << 16];
            for (int read; (read = await body.ReadAsync(buffer)) > 0; )
            {
                _ = read;
            }

            findings.AddAtLeast($"export as {extension}", (Warm + Many) / clock.Elapsed.TotalSeconds, "rows/s", 100_000);
        }
    }

    private static async Task<bool> IsDrainedAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""SELECT NOT EXISTS (SELECT 1 FROM "Outbox")""", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static double MemoryOf(ServiceProcess service) =>
        File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.ProcessId}/status"))
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .Single();

    private sealed class Clients(Uri large, Uri small, TestIssuer issuer) : IDisposable
    {
        public HttpClient Large { get; } = Of(large, issuer);

        public HttpClient Small { get; } = Of(small, issuer);

        public void Dispose()
        {
            Large.Dispose();
            Small.Dispose();
        }

        private static HttpClient Of(Uri address, TestIssuer issuer) =>
            new()
            {
                BaseAddress = address,
                Timeout = TimeSpan.FromMinutes(5),
                DefaultRequestHeaders =
                {
                    Authorization = new(
                        "Bearer",
                        issuer.Token(Accounts.Registrar.Subject, Accounts.Registrar.Party, Accounts.Registrar.Roles)
                    ),
                },
            };
    }
}
