using System.Diagnostics;
using System.Runtime;
using System.Text.Json;
using Platform.Contracts.Registry.V1;
using Platform.LocalServers;
using Platform.Messaging;

namespace Platform.Benchmarks;

/// <summary>
/// Durable write → outbox → RabbitMQ → inbox → effect, against raw confirmed publishing plus one commit per event on the same servers, in
/// turns; then the lag from commit to committed effect while half of that rate is written.
/// </summary>
internal static class MessagingBenchmark
{
    private const int Rounds = 5,
        WarmRounds = 12,
        Events = 10_000,
        LagSeconds = 15;
    private const double CompilingWhenWarm = 0.02;
    private const ushort Window = 500,
        Consumers = 64;

    private static readonly ReportFiled Content = new()
    {
        OrganisationId = Guid.Empty,
        Year = 2025,
        Beneficiaries = 1200,
        Jobs = 35,
    };

    public static async Task RunAsync(BenchmarkReport findings)
    {
        await using var servers = await ServerSet.StartAsync();
        var database = await servers.Postgres.CreateDatabaseAsync("notes") + ";Maximum Pool Size=200";
        var broker = servers.RabbitMq.ConnectionString();
        await using var service = await NoteService.StartAsync(database, broker);
        // As large as what travels.
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new EventEnvelope
            {
                Id = Guid.CreateVersion7(),
                Type = "registry.report-filed",
                Source = "/notes",
                Subject = Guid.CreateVersion7().ToString(),
                Version = 1,
                Time = DateTimeOffset.UtcNow,
                Audience = Audience.Public,
                Body = JsonSerializer.Serialize(Content, EventTypes.Json),
            },
            EventTypes.Json
        );

        await WarmAsync(async () =>
        {
            await RawPipeline.RunAsync(database, broker, body, Events, Window, Consumers);
            await WriteAllAsync(service, Events);
        });
        var (raw, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(await RawPipeline.RunAsync(database, broker, body, Events, Window, Consumers));
            ours.Add(await WriteAllAsync(service, Events));
        }

        findings.Add("raw confirmed publishing + one commit per event", raw.Median(), "events/s");
        findings.Add("durable write → outbox → RabbitMQ → inbox → effect", ours.Median(), "events/s");
        double[] ratios = [.. raw.Zip(ours, (limit, mine) => mine / limit)];
        findings.AddAtLeast(
            "the platform ÷ raw, median of the rounds",
            ratios.Median(),
            $"({ratios.Min():0.00} to {ratios.Max():0.00})",
            0.5
        );

        var rate = ours.Median() / 2;
        await WriteSteadilyAsync(service, rate);
        double[] lags = [.. service.Arrivals.Lags];
        findings.Add($"lag at half load ({rate:0} events/s), median", lags.Median(), "ms");
        findings.AddAtMost($"lag at half load ({rate:0} events/s), p99", lags.Percentile(99), "ms", 100);
    }

    /// <summary>
    /// Until the runtime has compiled what is used often once more, and better: in two tries it has not, and that took an eighth of the
    /// processors.
    /// </summary>
    private static async Task WarmAsync(Func<Task> round)
    {
        for (var tries = 0; tries < WarmRounds; tries++)
        {
            var (clock, before) = (Stopwatch.StartNew(), JitInfo.GetCompilationTime());
            await round();
            if (JitInfo.GetCompilationTime() - before < clock.Elapsed * CompilingWhenWarm)
            {
                return;
            }
        }
    }

    private static async Task<double> WriteAllAsync(NoteService service, int events)
    {
        var all = service.Arrivals.Expect(events);
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = Consumers }, async (_, token) =>
            await service.WriteAsync(Content, token)
        );
        await all;
        return events / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Open loop: whoever is late does not slow the others down.</summary>
    private static async Task WriteSteadilyAsync(NoteService service, double perSecond)
    {
        var events = (int)(perSecond * LagSeconds);
        var all = service.Arrivals.Expect(events);
        var clock = Stopwatch.StartNew();
        var writes = new List<Task>(events);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (writes.Count < events)
        {
            await tick.WaitForNextTickAsync();
            for (var due = Math.Min(events, clock.Elapsed.TotalSeconds * perSecond); writes.Count < due; )
            {
                writes.Add(Task.Run(() => service.WriteAsync(Content, CancellationToken.None)));
            }
        }

        await Task.WhenAll(writes);
        await all;
    }
}
