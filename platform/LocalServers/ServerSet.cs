namespace Platform.LocalServers;

/// <summary>The three servers that the platform's services share, started side by side.</summary>
public sealed class ServerSet : IAsyncDisposable
{
    /// <summary>Creates the servers without starting them.</summary>
    /// <param name="dataFolder">The folder for data that persist between runs; when <see langword="null"/>, the data are
    /// temporary.</param>
    /// <exception cref="ServerMissingException">A server is not installed on this machine.</exception>
    public ServerSet(string? dataFolder = null)
    {
        var missing = ServerPackage.Missing(ServerPackage.All);
        if (missing.Count > 0)
        {
            throw new ServerMissingException(missing);
        }

        Postgres = new(Within("postgres"));
        RabbitMq = new(Within("rabbitmq"));
        Redis = new(Within("redis"));

        string? Within(string name) => dataFolder is null ? null : Path.Combine(dataFolder, name);
    }

    /// <summary>PostgreSQL.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>RabbitMQ.</summary>
    public RabbitMqServer RabbitMq { get; }

    /// <summary>Redis.</summary>
    public RedisServer Redis { get; }

    /// <summary>Creates and starts all three servers.</summary>
    /// <param name="dataFolder">The folder for data that persist between runs; when <see langword="null"/>, the data are
    /// temporary.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ServerMissingException">A server is not installed on this machine.</exception>
    public static async Task<ServerSet> StartAsync(string? dataFolder = null, CancellationToken cancellationToken = default)
    {
        var servers = new ServerSet(dataFolder);
        try
        {
            await Task.WhenAll(
                servers.Postgres.StartAsync(cancellationToken),
                servers.RabbitMq.StartAsync(cancellationToken),
                servers.Redis.StartAsync(cancellationToken)
            );
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(Postgres.DisposeAsync().AsTask(), RabbitMq.DisposeAsync().AsTask(), Redis.DisposeAsync().AsTask());
}
