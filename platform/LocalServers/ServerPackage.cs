namespace Platform.LocalServers;

/// <summary>A server program of this machine, and the Debian package that contains it.</summary>
/// <param name="Server">The display name of the server.</param>
/// <param name="DebianPackage">The package that contains it.</param>
/// <param name="Candidates">The possible paths of the program; a <c>*</c> stands for one folder, and the last one by name wins.</param>
public sealed record ServerPackage(string Server, string DebianPackage, params IReadOnlyList<string> Candidates)
{
    /// <summary>PostgreSQL 13 or later.</summary>
    public static ServerPackage PostgreSql { get; } =
        new("PostgreSQL", "postgresql", "/usr/lib/postgresql/*/bin/postgres", "/usr/local/bin/postgres", "/usr/bin/postgres");

    /// <summary>RabbitMQ. The wrapper in <c>/usr/sbin</c> is not used, because it changes the user.</summary>
    public static ServerPackage RabbitMq { get; } = new("RabbitMQ", "rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server");

    /// <summary>Redis.</summary>
    public static ServerPackage Redis { get; } = new("Redis", "redis-server", "/usr/bin/redis-server", "/usr/local/bin/redis-server");

    /// <summary>All servers that the platform uses.</summary>
    public static IReadOnlyList<ServerPackage> All { get; } = [PostgreSql, RabbitMq, Redis];

    /// <summary>Returns the packages whose program is not on this machine.</summary>
    public static IReadOnlyList<ServerPackage> Missing(params IEnumerable<ServerPackage> packages) =>
        [.. packages.Where(package => package.Locate() is null)];

    /// <summary>Returns the path of the program.</summary>
    /// <exception cref="ServerMissingException">The program is not on this machine.</exception>
    public string Find() => Locate() ?? throw new ServerMissingException([this]);

    private string? Locate() => Candidates.SelectMany(Expand).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Expand(string candidate)
    {
        var star = candidate.IndexOf("/*/", StringComparison.Ordinal);
        if (star < 0)
        {
            return [candidate];
        }

        var parent = candidate[..star];
        return Directory.Exists(parent)
            ? Directory
                .GetDirectories(parent)
                .OrderByDescending(folder => folder, StringComparer.Ordinal)
                .Select(folder => folder + candidate[(star + 2)..])
            : [];
    }
}

/// <summary>A server's program is not on this machine. The message is one line that names the package.</summary>
public sealed class ServerMissingException(IReadOnlyList<ServerPackage> packages)
    : Exception(
        $"{string.Join(" and ", packages.Select(package => package.Server))} {(packages.Count == 1 ? "is" : "are")} missing on this machine: "
            + $"apt-get install {string.Join(' ', packages.Select(package => package.DebianPackage))} (Debian), then try again."
    )
{
    /// <summary>The missing packages.</summary>
    public IReadOnlyList<ServerPackage> Packages => packages;
}
