using Platform.LocalServers;

namespace Platform.Harness;

/// <summary>
/// PostgreSQL, RabbitMQ and Redis, started once in a test process for whoever needs them. Nobody sees the others: each gets databases and
/// virtual hosts of his own. They are private servers on this machine, or with <c>PLATFORM_TEST_SERVERS=containers</c> containers. They
/// end with the process.
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
    /// Whether services are tested on servers (<c>PLATFORM_TEST_STORAGE=servers</c>) instead of SQLite files and the bus of the process.
    /// </summary>
    public static bool AreWanted => Wanted.Value;

    /// <summary>The servers of this process; the first one who asks starts them.</summary>
    /// <exception cref="ServerMissingException">One is not on this machine. Nothing is skipped then.</exception>
    public static Task<TestServers> GetAsync() => Shared.Value;

    /// <summary>Makes a database that nobody else has; gives its connection string.</summary>
    public Task<string> CreateDatabaseAsync(string name) => PostgresServer.CreateDatabaseAsync(running.Postgres, Fresh(name));

    /// <summary>Makes a virtual host that nobody else has; gives its address.</summary>
    public Task<string> CreateVirtualHostAsync(string name) => running.CreateVirtualHostAsync(Fresh(name));

    /// <summary>A Redis in which nobody else counts, as long as no more than its sixteen databases are asked for.</summary>
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

    /// <summary>A misspelt choice must not quietly test something else.</summary>
    internal static string Choice(string variable, string? chosen, string usual, string other) =>
        string.IsNullOrEmpty(chosen) || chosen == usual ? usual
        : chosen == other ? other
        : throw new InvalidOperationException($"{variable} is {usual} or {other}, not {chosen}.");

    private string Fresh(string name) => $"{name}{Interlocked.Increment(ref made)}";

    /// <summary>Servers that run.</summary>
    /// <param name="Postgres">The connection string of PostgreSQL's own database, by whose user others are made.</param>
    /// <param name="CreateVirtualHostAsync">Makes a virtual host in RabbitMQ; gives its address.</param>
    /// <param name="Redis">Redis.</param>
    internal sealed record Running(string Postgres, Func<string, Task<string>> CreateVirtualHostAsync, string Redis);
}
