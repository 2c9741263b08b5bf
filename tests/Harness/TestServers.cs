using Platform.LocalServers;

namespace Platform.Harness;

/// <summary>
/// PostgreSQL, RabbitMQ and Redis, started once for a test process and ended with it. Each user has databases and virtual hosts of its
/// own. The servers run as processes on this machine, or in containers with <c>PLATFORM_TEST_SERVERS=containers</c>.
/// </summary>
public sealed class TestServers
{
    private static readonly Lazy<Task<TestServers>> Shared = new(async () =>
        new(await StartAsync(Environment.GetEnvironmentVariable("PLATFORM_TEST_SERVERS")))
    );
    private static readonly Lazy<bool> Wanted = new(() =>
        Choice("PLATFORM_TEST_STORAGE", Environment.GetEnvironmentVariable("PLATFORM_TEST_STORAGE"), "embedded", "servers") == "servers"
    );

    private readonly Running running;
    private int made;

    private TestServers(Running running) => this.running = running;

    /// <summary>
    /// Whether services are tested on servers (<c>PLATFORM_TEST_STORAGE=servers</c>) instead of SQLite files and the in-process bus.
    /// </summary>
    public static bool AreWanted => Wanted.Value;

    /// <summary>Returns the servers of this process; the first call starts them.</summary>
    /// <exception cref="ServerMissingException">A server is not installed on this machine. The tests then fail; they are not
    /// skipped.</exception>
    public static Task<TestServers> GetAsync() => Shared.Value;

    /// <summary>Creates a database for one user and returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync(string name) => PostgresServer.CreateDatabaseAsync(running.Postgres, Fresh(name));

    /// <summary>Creates a virtual host for one user and returns its address.</summary>
    public Task<string> CreateVirtualHostAsync(string name) => running.CreateVirtualHostAsync(Fresh(name));

    /// <summary>Returns the connection string of the next Redis database. After sixteen calls, databases are used again.</summary>
    public string NextCache() => $"{running.Redis},defaultDatabase={Interlocked.Increment(ref made) % 16}";

    /// <summary>Starts servers of a kind.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind, or no container engine answers.</exception>
    internal static async Task<Running> StartAsync(string? kind)
    {
        if (Choice("PLATFORM_TEST_SERVERS", kind, "local", "containers") == "containers")
        {
            return await Containers.StartAsync();
        }

        var servers = await ServerSet.StartAsync();
        return new(
            servers.Postgres.ConnectionString("postgres"),
            name => servers.RabbitMq.CreateVirtualHostAsync(name),
            servers.Redis.ConnectionString
        );
    }

    /// <summary>Returns the choice, so that a misspelt one fails instead of testing something else.</summary>
    internal static string Choice(string variable, string? chosen, string usual, string other) =>
        string.IsNullOrEmpty(chosen) || chosen == usual ? usual
        : chosen == other ? other
        : throw new InvalidOperationException($"{variable} is {usual} or {other}, not {chosen}.");

    private string Fresh(string name) => $"{name}{Interlocked.Increment(ref made)}";

    /// <summary>Running servers.</summary>
    /// <param name="Postgres">The connection string of PostgreSQL's own database, whose user creates the others.</param>
    /// <param name="CreateVirtualHostAsync">Creates a virtual host in RabbitMQ and returns its address.</param>
    /// <param name="Redis">The connection string of Redis.</param>
    internal sealed record Running(string Postgres, Func<string, Task<string>> CreateVirtualHostAsync, string Redis);
}
