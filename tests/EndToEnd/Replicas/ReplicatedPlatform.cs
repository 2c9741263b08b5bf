using System.Net.Http.Headers;
using Npgsql;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>Two processes of every service and two gateways; clients go to both gateways in turn.</summary>
public sealed class ReplicatedPlatform : RunningPlatform
{
    private readonly Balancer balancer = new();
    private readonly Dictionary<string, (string After, List<FeedItem> Items)> feeds = [];

    internal Topology Topology { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Topology = await Topology.StartAsync(Address, Data, dataFolder: null, printed: RecordLine, replicas: 2);
        balancer.Start(Topology.Gateways.Select(gateway => gateway.Address));
    }

    /// <summary>A client of one process, with an account's token.</summary>
    internal async Task<HttpClient> AtAsync(Uri process, string account) =>
        new()
        {
            BaseAddress = process,
            DefaultRequestHeaders =
            {
                Authorization = (AuthenticationHeaderValue)
                    ((ICloneable)(await AsAsync(account)).DefaultRequestHeaders.Authorization!).Clone(),
            },
        };

    /// <summary>Every event of the feed that an account sees; what was read before is not read again.</summary>
    internal async Task<IReadOnlyList<FeedItem>> FeedAsync(string account)
    {
        var client = await AsAsync(account);
        for (var (after, seen) = feeds.GetValueOrDefault(account, ("0", [])); ; )
        {
            var page = (await client.Get($"/api/access/v1/events?after={after}&limit=200")).Expect(System.Net.HttpStatusCode.OK);
            var items = page["items"]!.AsArray();
            seen.AddRange(
                items.Select(item => new FeedItem(item!["type"]!.GetValue<string>(), item["subject"]!.GetValue<string>(), item["data"]!))
            );
            feeds[account] = (after = page["nextCursor"]!.GetValue<string>(), seen);
            if (items.Count < 200)
            {
                return seen;
            }
        }
    }

    /// <summary>Nothing waits among any service's dead letters.</summary>
    internal async Task NoDeadLettersAsync()
    {
        var admin = await AsAsync("admin");
        foreach (var service in Topology.Services.Keys)
        {
            Assert.Empty((await admin.Get($"/api/{service}/v1/dead-letters")).Expect(System.Net.HttpStatusCode.OK)["items"]!.AsArray());
        }
    }

    /// <summary>A number out of a service's database.</summary>
    internal async Task<long> CountAsync(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(Topology.Servers.Postgres.ConnectionString(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    protected override HttpClient NewClient() => new(balancer, disposeHandler: false) { BaseAddress = Address };

    protected override async ValueTask EndAsync()
    {
        balancer.Dispose();
        if (Topology is not null)
        {
            await Topology.DisposeAsync();
        }
    }
}

/// <summary>An event of the feed.</summary>
internal sealed record FeedItem(string Type, string Subject, System.Text.Json.Nodes.JsonNode Data);

/// <summary>One platform for all of these tests, which follow each other.</summary>
[CollectionDefinition(Name)]
public sealed class ReplicaCollection : ICollectionFixture<ReplicatedPlatform>
{
    public const string Name = "Replicas";
}
