using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.LocalServers;
using Platform.Samples;

namespace Platform.Benchmarks;

/// <summary>The status of a number, asked of the register and of a bare endpoint, in turns.</summary>
internal static class RegistryStatusBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    /// <summary>The process of the bare endpoint: Kestrel, Npgsql, and the query that the register makes.</summary>
    public static async Task ServeBareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var database = NpgsqlDataSource.Create(
            builder.Configuration["ConnectionStrings:registrydb"]! + ";Max Auto Prepare=10;No Reset On Close=true"
        );
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapGet(
            "/api/registry/v1/organisations/by-ubn/{ubn}/status",
            async (string ubn, DateOnly? on, CancellationToken cancellationToken) =>
            {
                var date = on ?? DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
                await using var command = database.CreateCommand(
                    """
                    SELECT o."Id", s."Status", o."Tier" FROM "Organisations" o JOIN "StatusPoints" s ON o."Id" = s."OrganisationId"
                    WHERE o."Ubn" = $1 AND s."EffectiveOn" <= $2 ORDER BY s."EffectiveOn" DESC, o."Id" DESC LIMIT 1
                    """
                );
                command.Parameters.Add(new() { Value = ubn });
                command.Parameters.Add(new() { Value = date });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken)
                    ? new Status(
                        ubn,
                        reader.GetGuid(0),
                        date,
                        reader.GetString(1) == "registered",
                        reader.GetString(1),
                        reader.IsDBNull(2) ? null : reader.GetString(2)
                    )
                    : new Status(ubn, null, date, false, null, null);
            }
        );
        await app.RunAsync();
    }

    public static async Task RunAsync(Uri registry, string database, BenchmarkReport findings)
    {
        await using var bare = new ServiceProcess(
            "bare",
            typeof(RegistryStatusBenchmark).Assembly.Location,
            new Dictionary<string, string> { ["ConnectionStrings__registrydb"] = database },
            null,
            "bare-status"
        );
        await bare.StartAsync();
        string[] numbers = [.. OrganisationGenerator.Generate(20_000).Select(organisation => organisation.Ubn).OfType<string>()];
        using var client = new HttpClient();
        foreach (var connections in new[] { 1, 32 })
        {
            await MeasureAsync(client, bare.Address, numbers, connections);
            await MeasureAsync(client, registry, numbers, connections);
            var (limit, ours) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                limit.Add(await MeasureAsync(client, bare.Address, numbers, connections));
                ours.Add(await MeasureAsync(client, registry, numbers, connections));
            }

            findings.Add($"status of a number, {connections} at a time, bare endpoint", limit.Median(), "requests/s");
            findings.Add($"status of a number, {connections} at a time, the register", ours.Median(), "requests/s");
            findings.AddAtLeast(
                $"status of a number, {connections} at a time, the register ÷ bare",
                limit.Zip(ours, (one, other) => other / one).Median(),
                "",
                0.9
            );
        }
    }

    private static async Task<double> MeasureAsync(HttpClient client, Uri address, string[] numbers, int connections)
    {
        var (clock, done) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(n =>
                    Task.Run(async () =>
                    {
                        for (var i = n; clock.Elapsed < Round; i += connections)
                        {
                            using var response = await client.GetAsync(
                                new Uri(
                                    address,
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"/api/registry/v1/organisations/by-ubn/{numbers[i % numbers.Length]}/status"
                                    )
                                )
                            );
                            response.EnsureSuccessStatusCode();
                            await response.Content.ReadAsByteArrayAsync();
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        return done / clock.Elapsed.TotalSeconds;
    }

    private sealed record Status(string Ubn, Guid? OrganisationId, DateOnly On, bool Registered, string? Current, string? Tier);
}
