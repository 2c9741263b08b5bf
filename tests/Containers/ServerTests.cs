using System.Globalization;
using System.Text;
using Npgsql;
using Platform.Harness;
using Platform.LocalServers;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace Platform.Containers.Tests;

/// <summary>The servers' images, started as the tests of the services start them with <c>PLATFORM_TEST_SERVERS=containers</c>.</summary>
public sealed class ServerTests
{
    [Fact(Skip = Full.Reason, SkipUnless = nameof(Full.IsFull), SkipType = typeof(Full))]
    public async Task PostgreSql_RabbitMq_and_Redis_start_as_containers_and_answer()
    {
        var servers = await TestServers.StartAsync("containers");

        await using var database = new NpgsqlConnection(servers.Postgres);
        await database.OpenAsync();
        await using var select = new NpgsqlCommand("SELECT 1", database);
        Assert.Equal(1, await select.ExecuteScalarAsync());
        Assert.Equal(Inside(ServerImages.Postgres), database.PostgreSqlVersion.Major.ToString(CultureInfo.InvariantCulture));

        var factory = new ConnectionFactory { Uri = new(await servers.CreateVirtualHostAsync("post")) };
        await using var broker = await factory.CreateConnectionAsync();
        await using var channel = await broker.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        await channel.QueueDeclareAsync("letters", durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", "letters", mandatory: true, "社會創新"u8.ToArray());
        var letter = await channel.BasicGetAsync("letters", autoAck: true);
        Assert.Equal("社會創新"u8.ToArray(), letter?.Body.ToArray());
        var version = Encoding.UTF8.GetString((byte[])broker.ServerProperties!["version"]!);
        Assert.StartsWith(Inside(ServerImages.RabbitMq) + ".", version, StringComparison.Ordinal);

        await using var cache = await ConnectionMultiplexer.ConnectAsync(servers.Redis);
        Assert.True(await cache.GetDatabase().PingAsync() > TimeSpan.Zero);
        Assert.StartsWith(Inside(ServerImages.Redis) + ".", cache.GetServers()[0].Version.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The version that an image's tag promises.</summary>
    private static string Inside(string image) => image.Split(':')[^1].Split('-')[0];
}
