using System.Diagnostics;
using System.Net;
using Npgsql;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Telemetry;

/// <summary>
/// What operators see of one request: a trace through every process that it concerns, the metrics of the way, and logs that name the
/// trace.
/// </summary>
public sealed class TelemetryTests(TelemetryTests.ObservedPlatform platform) : IClassFixture<TelemetryTests.ObservedPlatform>
{
    private const string Http = "Microsoft.AspNetCore",
        Database = "Npgsql",
        Messaging = "Platform.Messaging",
        Broker = "MassTransit";

    [Fact]
    public async Task One_request_is_one_trace_from_the_gateway_to_the_last_consumer_and_its_database()
    {
        var registrar = await platform.AsAsync("registrar");
        var trace = ActivityTraceId.CreateRandom().ToString();
        var caller = ActivitySpanId.CreateRandom().ToString();
        var application = await SubmitAsync("10458574");
        (
            await registrar.Post($"/api/registry/v1/applications/{application}/accept", null, ("traceparent", $"00-{trace}-{caller}-01"))
        ).Expect(HttpStatusCode.OK);

        // Who hears of a registration, and what is on the way to each.
        (string Service, string Scope)[] expected =
        [
            ("gateway", Http),
            ("registry", Http),
            ("registry", Database),
            ("registry", Messaging),
            ("registry", Broker),
            .. new[] { "access", "rewards", "sandbox", "partnerships" }.SelectMany(service =>
                new[] { (service, Broker), (service, Messaging), (service, Database) }
            ),
        ];
        Span[] spans = [];
        string[] Missing() =>
            [.. expected.Where(part => !spans.Any(span => (span.Service, span.Scope) == part)).Select(part => $"{part} is missing")];
        // One tree: the gateway's span hangs on the caller's, every other one on one of the trace. A span is exported when it ends, so
        // after those below it.
        string[] Loose() =>
            [
                .. spans
                    .Where(span => span.ParentId != caller && !spans.Any(other => other.SpanId == span.ParentId))
                    .Select(span => $"{span} hangs on nothing"),
            ];
        await Eventually.TrueAsync(
            () =>
            {
                spans = [.. platform.Receiver.Spans.Where(span => span.TraceId == trace)];
                return Task.FromResult(Missing().Length + Loose().Length == 0);
            },
            () => $"the trace is whole:\n{string.Join('\n', [.. Missing(), .. Loose()])}",
            TimeSpan.FromSeconds(30)
        );

        Assert.Contains(spans, span => span.Service == "gateway" && span.ParentId == caller);
        Assert.Contains(spans, span =>
            span is { Service: "registry", Scope: Http, Name: "POST /api/registry/v1/applications/{id:guid}/accept" }
        );
        await Eventually.TrueAsync(
            () => Task.FromResult(platform.Receiver.Logs.Any(log => log.Service == "gateway" && log.TraceId == trace)),
            "the gateway's log names the trace",
            TimeSpan.FromSeconds(15)
        );
    }

    [Fact]
    public async Task The_metrics_that_operators_watch_are_exported()
    {
        await SubmitAsync("22099131");
        // An event that comes again: the relay finds a copy of it in the outbox.
        var copied = await Eventually.ValueAsync(platform.RepeatAnEventAsync, "an event has been published");
        Assert.Equal(1, copied);
        (string Service, string Name)[] expected =
        [
            ("gateway", "http.server.request.duration"),
            ("registry", "http.server.request.duration"),
            ("registry", "db.client.operation.duration"),
            ("registry", "platform.outbox.depth"),
            ("registry", "platform.outbox.age"),
            ("registry", "platform.outbox.published"),
            ("access", "platform.inbox.duplicates"),
            ("access", "messaging.masstransit.receive"),
            ("access", "dotnet.gc.collections"),
        ];
        await Eventually.TrueAsync(
            () => Task.FromResult(expected.All(platform.Receiver.Metrics.ContainsKey)),
            () =>
                $"there is {string.Join(", ", expected.Where(metric => !platform.Receiver.Metrics.ContainsKey(metric)))}\n"
                + $"there are {string.Join(", ", platform.Receiver.Metrics.Keys.Order())}",
            TimeSpan.FromSeconds(30)
        );
    }

    private async Task<Guid> SubmitAsync(string ubn)
    {
        var applicant = await platform.AsAsync("org1");
        var application = (await applicant.Post("/api/registry/v1/applications", Bodies.Application(ubn)))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await applicant.Post($"/api/registry/v1/applications/{application}/submit")).Expect(HttpStatusCode.OK);
        return application;
    }

    /// <summary>Separate processes that export to a receiver.</summary>
    public sealed class ObservedPlatform : RunningPlatform
    {
        private Topology? topology;

        internal OtlpReceiver Receiver { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Receiver = await OtlpReceiver.StartAsync();
            topology = await Topology.StartAsync(Address, Data, dataFolder: null, more: Receiver.Variables);
        }

        /// <summary>Stages once more what Registry has published; <see langword="null"/> before it has published anything.</summary>
        internal async Task<object?> RepeatAnEventAsync()
        {
            await using var feed = await OpenAsync("access");
            await using var read = new NpgsqlCommand(
                """SELECT "Id", "Type", "Subject", "Version", "Time", "Body" FROM "Feed" WHERE "Source" = '/registry' LIMIT 1""",
                feed
            );
            await using var row = await read.ExecuteReaderAsync();
            if (!await row.ReadAsync())
            {
                return null;
            }

            await using var registry = await OpenAsync("registry");
            await using var stage = new NpgsqlCommand(
                """
                INSERT INTO "Outbox" ("Id", "Lane", "Type", "Subject", "Version", "Time", "Audience", "Body", "Attempts")
                VALUES ($1, 0, $2, $3, $4, $5, '{"readers":[]}', $6, 0)
                """,
                registry
            );
            for (var column = 0; column < row.FieldCount; column++)
            {
                stage.Parameters.Add(new() { Value = row[column] });
            }

            return await stage.ExecuteNonQueryAsync();
        }

        protected override async ValueTask EndAsync()
        {
            if (topology is not null)
            {
                await topology.DisposeAsync();
            }

            if (Receiver is not null)
            {
                await Receiver.DisposeAsync();
            }
        }

        private async Task<NpgsqlConnection> OpenAsync(string service)
        {
            var connection = new NpgsqlConnection(topology!.Servers.Postgres.ConnectionString(service));
            await connection.OpenAsync();
            return connection;
        }
    }
}
