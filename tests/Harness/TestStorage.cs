using Microsoft.AspNetCore.Builder;
using Npgsql;
using Platform.ServiceDefaults;

namespace Platform.Harness;

/// <summary>
/// What the services of one fixture keep their data in and send their events over: SQLite files in a fresh folder and the bus of the
/// process, or, where
/// <see cref="TestServers.AreWanted"/>, a fresh database for each service and a fresh virtual host.
/// </summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly Dictionary<string, string?> addresses = [];

    /// <summary>For all that is kept in files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-test-").FullName;

    /// <summary>Where the servers answer; nothing when there are none.</summary>
    public IReadOnlyDictionary<string, string?> Settings => addresses;

    /// <summary>Once before a service starts: its database and its queues, made as its own process makes them.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="build">Builds it, with the <see cref="Settings"/> of that moment.</param>
    public async Task PrepareAsync(string service, Func<WebApplication> build)
    {
        if (!TestServers.AreWanted)
        {
            return;
        }

        var servers = await TestServers.GetAsync();
        addresses[$"ConnectionStrings:{service}db"] = await servers.CreateDatabaseAsync(service);
        if (!addresses.ContainsKey("ConnectionStrings:messaging"))
        {
            addresses["ConnectionStrings:messaging"] = await servers.CreateVirtualHostAsync(service);
        }

        await using var app = build();
        await app.MigratePlatformAsync();
    }

    /// <summary>Before a gateway starts: where it counts what its callers take.</summary>
    public async Task PrepareCacheAsync()
    {
        if (TestServers.AreWanted)
        {
            addresses["ConnectionStrings:cache"] = (await TestServers.GetAsync()).NextCache();
        }
    }

    /// <summary>Lets go of the files and of the connections.</summary>
    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var (name, address) in addresses)
        {
            if (!name.EndsWith("db", StringComparison.Ordinal))
            {
                continue;
            }

            using var connection = new NpgsqlConnection(address);
            NpgsqlConnection.ClearPool(connection);
        }

        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
