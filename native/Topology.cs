using Platform.LocalServers;

namespace Platform.Native;

/// <summary>
/// The platform as separate processes on private servers: the diagram of <c>AppHost/Program.cs</c> without containers. Every process gets the variables
/// that Aspire would give it, by the same names.
/// </summary>
internal sealed class Topology : IAsyncDisposable
{
    /// <summary>The folder under the data folder that keeps what the servers store.</summary>
    public const string ServersFolder = "servers";

    public static readonly IReadOnlyList<string> ServiceNames = ["access", "registry", "rewards", "sandbox", "partnerships"];

    private readonly Uri publicUrl;
    private readonly string data;
    private readonly Dictionary<string, ServiceProcess> services = [];

    private readonly bool sample;

    private Topology(ServerSet servers, Uri publicUrl, string data, bool sample)
    {
        Servers = servers;
        this.sample = sample;
        this.publicUrl = publicUrl;
        this.data = data;
        foreach (var name in ServiceNames)
            services[name] = new(name, ProgramOf(name), EnvironmentOf(name));
        Gateway = new("gateway", ProgramOf("gateway"), EnvironmentOfGateway(), publicUrl);
    }

    public ServerSet Servers { get; }

    public ServiceProcess Gateway { get; }

    public IReadOnlyDictionary<string, ServiceProcess> Services => services;

    /// <summary>Our own processes, the gateway last.</summary>
    public IEnumerable<ServiceProcess> Processes => [.. services.Values, Gateway];

    /// <summary>Starts servers, databases, services and the gateway.</summary>
    /// <param name="publicUrl">Where the gateway listens; it stands in every token.</param>
    /// <param name="data">The folder of small files that the processes share.</param>
    /// <param name="keepIn">The folder that keeps what the servers store; without one the data are temporary.</param>
    /// <param name="sample">Whether services that are empty start with samples.</param>
    /// <param name="printed">Called with the name of a process and each line that it prints.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Topology> StartAsync(
        Uri publicUrl, string data, string? keepIn, bool sample = false, Action<string, string>? printed = null, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(data);
        var topology = new Topology(await ServerSet.StartAsync(keepIn, cancellationToken), publicUrl, data, sample);
        foreach (var process in topology.Processes)
            process.Printed = line => printed?.Invoke(process.Name, line);
        try
        {
            await topology.StartAllAsync(cancellationToken);
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gateway stops taking requests first; then the services, then the servers.</summary>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Task.WhenAll(services.Values.Select(service => service.DisposeAsync().AsTask()));
        await Servers.DisposeAsync();
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(services.Values.Select(async service =>
        {
            await Servers.Postgres.CreateDatabaseAsync(service.Name, cancellationToken: cancellationToken);
            await service.RunOnceAsync("--migrate", cancellationToken);
        }));
        await Task.WhenAll(Processes.Select(process => process.StartAsync(cancellationToken)));
    }

    private Dictionary<string, string> EnvironmentOf(string service) => new(Shared())
    {
        [$"ConnectionStrings__{service}db"] = Servers.Postgres.ConnectionString(service),
        ["ConnectionStrings__messaging"] = Servers.RabbitMq.ConnectionString(),
        ["ConnectionStrings__cache"] = Servers.Redis.ConnectionString,
    };

    private Dictionary<string, string> EnvironmentOfGateway()
    {
        var environment = new Dictionary<string, string>(Shared()) { ["ConnectionStrings__cache"] = Servers.Redis.ConnectionString };
        foreach (var (name, process) in services)
            environment[$"services__{name}__http__0"] = AddressOf(process);
        return environment;
    }

    private Dictionary<string, string> Shared()
    {
        var environment = new Dictionary<string, string>
        {
            ["Identity__Issuer"] = publicUrl.ToString().TrimEnd('/'),
            ["Platform__Data"] = data,
            ["Platform__Sample"] = sample ? "true" : "false",
            // This host is for evaluation: development accounts, unless it is told otherwise.
            ["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
        };
        // Every service checks tokens with the keys of Access, which is made first.
        if (services.TryGetValue("access", out var access))
            environment["services__access__http__0"] = AddressOf(access);
        return environment;
    }

    private static string AddressOf(ServiceProcess process) => process.Address.ToString().TrimEnd('/');

    /// <summary>Built into the folder beside ours.</summary>
    private static string ProgramOf(string name)
    {
        var project = char.ToUpperInvariant(name[0]) + name[1..];
        var built = AppContext.BaseDirectory.TrimEnd('/');
        return Path.GetFullPath(Path.Combine(built, "..", "..", project, Path.GetFileName(built), $"Platform.{project}.dll"));
    }
}
