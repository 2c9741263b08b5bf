using Microsoft.AspNetCore.Builder;
using Npgsql;
using Platform.Web;

namespace Platform.Harness;

/// <summary>
/// The storage and the bus of the services of one fixture: SQLite files in a new folder and the in-process bus, or, where <see
/// cref="TestServers.AreWanted"/>, a new database for each service and a new virtual host.
/// </summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly Dictionary<string, string?> addresses = [];

    /// <summary>The folder for everything that is stored in files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-test-").FullName;

    /// <summary>The addresses of the servers; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string?> Settings => addresses;

    /// <summary>
    /// Creates the database and the queues of a service, as the service's own process does. Call it once, before the service starts.
    /// </summary>
    /// <param name="service">The name of the service.</param>
    /// <param name="build">Builds the service with the present <see cref="Settings"/>.</param>
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

    /// <summary>Prepares the cache in which a gateway counts the requests of its callers. Call it before the gateway starts.</summary>
    public async Task PrepareCacheAsync()
    {
        if (TestServers.AreWanted)
        {
            addresses["ConnectionStrings:cache"] = (await TestServers.GetAsync()).NextCache();
        }
    }

    /// <summary>Closes the connections and deletes the files.</summary>
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
