using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Harness;
using RabbitMQ.Client;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>The tests that break things run one after the other on one platform, beside nothing else.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultTests : ICollectionFixture<FaultPlatform>
{
    public const string Name = "Faults";
}

/// <summary>Separate processes, a client that writes while they break, and the account of what it was answered.</summary>
public sealed class FaultPlatform : ServicesPlatform
{
    private static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(1);

    // Those of the event that the client causes most.
    private static readonly string[] Queues =
    [
        "access-record-when-published",
        "rewards-record-supplier-when-organisation-changed",
        "sandbox-keep-owner-when-organisation-told",
        "partnerships-keep-organisation-when-registry-changes",
    ];

    private readonly Lazy<RegistrationWriter> writing;

    public FaultPlatform() => writing = new(() => new(this));

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_FULL") == "1";

    internal RegistrationWriter Writing => writing.Value;

    /// <summary>
    /// Breaks something while a client writes; afterwards everything that was answered is everywhere, once, and no event is left over.
    /// </summary>
    public async Task UnderAWritingClientAsync(Func<Task> faults)
    {
        foreach (var account in new[] { "org1", "registrar", "admin", "buyer1" })
        {
            await AsAsync(account);
        }

        using var stop = new CancellationTokenSource();
        var writer = Writing.RunAsync(stop.Token);
        try
        {
            await GetsOnAsync();
            await Task.WhenAny(writer, faults()).Unwrap();
            Assert.False(writer.IsCompleted, "The client stopped before it was told to.");
            await stop.CancelAsync();
            await writer;
            await EachIsEverywhereOnceAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"{failure.Message}\nAfter {Writing.Count} registrations; {await WaitingAsync()}. The last failures that the processes printed:\n{Failures}",
                failure
            );
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>Until the client has been answered some more registrations.</summary>
    public Task GetsOnAsync(int registrations = 1)
    {
        var enough = Writing.Count + registrations;
        return Eventually.TrueAsync(() => Task.FromResult(Writing.Count >= enough), "the client gets on", TimeSpan.FromSeconds(60));
    }

    public async Task<IReadOnlyList<JsonNode?>> DeadLettersAsync(string service) =>
        [.. (await (await AsAsync("admin")).Get($"/api/{service}/v1/dead-letters")).Expect(HttpStatusCode.OK)["items"]!.AsArray()];

    public async Task<NpgsqlConnection> OpenAsync(string service)
    {
        var connection = new NpgsqlConnection(Topology.Servers.Postgres.ConnectionString(service) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs SQL in a service's database.</summary>
    public async Task<T?> SqlAsync<T>(string service, string sql, params object[] values)
    {
        await using var connection = await OpenAsync(service);
        return await SqlAsync<T>(connection, sql, values);
    }

    public static async Task<T?> SqlAsync<T>(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>What waits in the outboxes and queues: for the message of a test that fails.</summary>
    private async Task<string> WaitingAsync()
    {
        try
        {
            var waiting = new List<string>();
            foreach (var service in Topology.Services.Keys)
            {
                waiting.Add($"outbox of {service}: {await SqlAsync<long>(service, """SELECT count(*) FROM "Outbox" """)}");
            }

            await using var broker = await new ConnectionFactory
            {
                Uri = new(Topology.Servers.RabbitMq.ConnectionString()),
            }.CreateConnectionAsync();
            await using var channel = await broker.CreateChannelAsync();
            foreach (var name in Queues)
            {
                var queue = await channel.QueueDeclarePassiveAsync(name);
                waiting.Add($"{name}: {queue.MessageCount} for {queue.ConsumerCount} consumers");
            }

            return string.Join(", ", waiting);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or IOException or RabbitMQ.Client.Exceptions.RabbitMQClientException)
        {
            return $"what waits is not known ({exception.Message})";
        }
    }

    private async Task EachIsEverywhereOnceAsync()
    {
        await Writing.EachIsThereOnceAsync();
        Guid[] organisations = [.. Writing.Organisations];
        foreach (
            var (service, table) in new[] { ("rewards", "Suppliers"), ("sandbox", "Organisations"), ("partnerships", "Organisations") }
        )
        {
            await Eventually.TrueAsync(
                async () =>
                    await SqlAsync<long>(service, $"""SELECT count(*) FROM "{table}" WHERE "Id" = ANY($1)""", organisations)
                    == organisations.Length,
                $"{service} knows every organisation",
                CatchingUp
            );
        }

        foreach (var service in Topology.Services.Keys)
        {
            Assert.Empty(await DeadLettersAsync(service));
        }
    }
}
