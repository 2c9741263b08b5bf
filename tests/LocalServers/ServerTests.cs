using Npgsql;
using RabbitMQ.Client;

namespace Platform.LocalServers.Tests;

/// <summary>One set of servers for this class; what is killed is one of a test's own.</summary>
public sealed class ServerTests(ServerTests.Servers servers) : IClassFixture<ServerTests.Servers>
{
    public sealed class Servers : IAsyncLifetime
    {
        public ServerSet Set { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Set = await ServerSet.StartAsync();

        public ValueTask DisposeAsync() => Set.DisposeAsync();
    }

    [Fact]
    public async Task A_database_is_a_copy_of_its_template_on_a_durable_server_that_finds_Chinese_words()
    {
        var postgres = servers.Set.Postgres;
        var template = await postgres.CreateDatabaseAsync("shelf_template") + ";Pooling=false";
        await using (var made = new NpgsqlConnection(template))
        {
            await made.OpenAsync();
            await ValueAsync(made, "CREATE TABLE book (title text); INSERT INTO book VALUES ('社會創新'); SELECT 1");
        }

        await using var copy = new NpgsqlConnection(await postgres.CreateDatabaseAsync("shelf", "shelf_template"));
        await copy.OpenAsync();
        Assert.Equal("社會創新", await ValueAsync(copy, "SELECT title FROM book"));
        Assert.Equal("on", await ValueAsync(copy, "SHOW fsync"));
        Assert.Equal("C.UTF-8", await ValueAsync(copy, "SHOW lc_ctype"));
        // Once more is no error: a data folder that was kept has it already.
        Assert.Equal(copy.ConnectionString.Split(';')[0], (await postgres.CreateDatabaseAsync("shelf")).Split(';')[0]);
    }

    [Fact]
    public async Task Each_test_class_has_a_virtual_host_of_its_own()
    {
        await using (var one = await ConnectAsync(await servers.Set.RabbitMq.CreateVirtualHostAsync("one")))
        await using (var channel = await one.CreateChannelAsync())
        {
            await channel.QueueDeclareAsync("post", durable: true, exclusive: false, autoDelete: false);
        }

        await using var two = await ConnectAsync(await servers.Set.RabbitMq.CreateVirtualHostAsync("two"));
        await using var other = await two.CreateChannelAsync();
        await Assert.ThrowsAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(() => other.QueueDeclarePassiveAsync("post"));
    }

    [Fact]
    public async Task Virtual_hosts_can_be_made_at_the_same_time()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => servers.Set.RabbitMq.CreateVirtualHostAsync($"same{i}")));
        await using var last = await ConnectAsync(made[^1]);
        Assert.True(last.IsOpen);
    }

    [Fact]
    public async Task Two_copies_run_side_by_side()
    {
        await using var second = await ServerSet.StartAsync();
        await using var first = new NpgsqlConnection(await servers.Set.Postgres.CreateDatabaseAsync("mine"));
        await first.OpenAsync();
        await using var other = new NpgsqlConnection(second.Postgres.ConnectionString("postgres"));
        await other.OpenAsync();
        Assert.Equal(0L, await ValueAsync(other, "SELECT count(*) FROM pg_database WHERE datname = 'mine'"));
        await using var connection = await ConnectAsync(second.RabbitMq.ConnectionString());
        await using var ours = await ConnectAsync(servers.Set.RabbitMq.ConnectionString());
        Assert.True(connection.IsOpen && ours.IsOpen && second.Redis.IsRunning && servers.Set.Redis.IsRunning);
    }

    [Fact]
    public async Task A_killed_server_comes_back_on_the_same_address_with_what_was_committed()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        var address = await postgres.CreateDatabaseAsync("ledger") + ";Pooling=false";
        await ExecuteAsync(address, "CREATE TABLE entry (id int); INSERT INTO entry VALUES (7); SELECT 1");
        await postgres.KillAsync();
        Assert.False(postgres.IsRunning);
        await postgres.RestartAsync();
        Assert.Equal(7, await ExecuteAsync(address, "SELECT id FROM entry"));
    }

    [Fact]
    public async Task Data_that_are_kept_are_there_at_the_next_start_and_temporary_ones_go()
    {
        var folder = Directory.CreateTempSubdirectory("platform-kept-").FullName;
        string temporary;
        await using (var persistent = new PostgresServer(Path.Combine(folder, "postgres")))
        await using (var passing = new RedisServer())
        {
            await Task.WhenAll(persistent.StartAsync(), passing.StartAsync());
            await persistent.CreateDatabaseAsync("ledger");
            temporary = passing.Folder;
        }

        Assert.False(Directory.Exists(temporary));
        // It was asked to end and given the time: a PostgreSQL that was killed leaves this file.
        Assert.False(File.Exists(Path.Combine(folder, "postgres", "data", "postmaster.pid")));
        await using (var again = new PostgresServer(Path.Combine(folder, "postgres")))
        {
            await again.StartAsync();
            Assert.Equal(
                1L,
                await ExecuteAsync(again.ConnectionString("postgres"), "SELECT count(*) FROM pg_database WHERE datname = 'ledger'")
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<object?> ExecuteAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        return await ValueAsync(connection, sql);
    }

    private static async Task<object?> ValueAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static Task<IConnection> ConnectAsync(string address) =>
        new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
}
