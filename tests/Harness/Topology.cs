using Platform.LocalServers;

namespace Platform.Harness;

/// <summary>
/// The platform as plain processes on private servers, for tests and benchmarks that kill, stop and restart single processes. Every
/// process has the variables that the AppHost gives it; a test in <c>tests/AppHost</c> compares them with those of the running AppHost.
/// </summary>
public sealed class Topology : IAsyncDisposable
{
    /// <summary>The services, in the order of <c>AppHost/Program.cs</c>.</summary>
    public static readonly IReadOnlyList<string> ServiceNames = ["access", "registry", "rewards", "sandbox", "partnerships"];

    private readonly Uri publicUrl;
    private readonly string data;
    private readonly Dictionary<string, ServiceProcess[]> services = [];
    private readonly int replicas;
    private readonly bool sample;
    private readonly IReadOnlyDictionary<string, string> more;

    private Topology(ServerSet servers, Uri publicUrl, string data, int replicas, bool sample, IReadOnlyDictionary<string, string> more)
    {
        this.more = more;
        Servers = servers;
        this.sample = sample;
        this.replicas = replicas;
        this.publicUrl = publicUrl;
        this.data = data;
        foreach (var name in ServiceNames)
        {
            services[name] = [.. Enumerable.Range(1, replicas).Select(number => Replica(name, number))];
        }

        Gateways = [.. Enumerable.Range(1, replicas).Select(number => Replica("gateway", number, number == 1 ? publicUrl : null))];
    }

    /// <summary>The servers that the processes share.</summary>
    public ServerSet Servers { get; }

    /// <summary>The gateways: the first listens on the public address, the others on free ports.</summary>
    public ServiceProcess[] Gateways { get; }

    /// <summary>The first gateway.</summary>
    public ServiceProcess Gateway => Gateways[0];

    /// <summary>The first process of each service.</summary>
    public IReadOnlyDictionary<string, ServiceProcess> Services =>
        services.ToDictionary(service => service.Key, service => service.Value[0]);

    /// <summary>All processes of each service.</summary>
    public IReadOnlyDictionary<string, ServiceProcess[]> Replicas => services;

    /// <summary>The processes of the platform without the servers; the gateways are last.</summary>
    public IEnumerable<ServiceProcess> Processes => [.. services.Values.SelectMany(service => service), .. Gateways];

    /// <summary>Starts servers, databases, services and the gateway.</summary>
    /// <param name="publicUrl">The address of the gateway, which is also the issuer of every token.</param>
    /// <param name="data">The folder of small files that the processes share.</param>
    /// <param name="dataFolder">The folder in which the servers store their data; without one, the data are temporary.</param>
    /// <param name="sample">Whether empty services start with sample data.</param>
    /// <param name="printed">Called with the name of a process and each line that it prints.</param>
    /// <param name="replicas">The number of processes of every service, and the number of gateways.</param>
    /// <param name="more">Additional variables for every process.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<Topology> StartAsync(
        Uri publicUrl,
        string data,
        string? dataFolder,
        bool sample = false,
        Action<string, string>? printed = null,
        int replicas = 1,
        IReadOnlyDictionary<string, string>? more = null,
        CancellationToken cancellationToken = default
    )
    {
        Directory.CreateDirectory(data);
        var topology = new Topology(
            await ServerSet.StartAsync(dataFolder, cancellationToken),
            publicUrl,
            data,
            replicas,
            sample,
            more ?? new Dictionary<string, string>()
        );
        foreach (var process in topology.Processes)
        {
            process.Printed = line => printed?.Invoke(process.Name, line);
        }

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

    /// <summary>Returns a platform of one process each that is not started, to inspect its variables.</summary>
    internal static Topology NotStarted(Uri publicUrl, string data) =>
        new(new ServerSet(), publicUrl, data, replicas: 1, sample: false, new Dictionary<string, string>());

    /// <summary>Stops the gateways first, then the services, then the servers.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Gateways.Select(gateway => gateway.DisposeAsync().AsTask()));
        await Task.WhenAll(services.Values.SelectMany(service => service).Select(service => service.DisposeAsync().AsTask()));
        await Servers.DisposeAsync();
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        // Each service migrates once, before its processes start: replicas must not race for it.
        await Task.WhenAll(
            Services.Values.Select(async service =>
            {
                await Servers.Postgres.CreateDatabaseAsync(service.Name, cancellationToken: cancellationToken);
                await service.RunOnceAsync("--migrate", cancellationToken);
            })
        );
        await Task.WhenAll(services.Values.SelectMany(service => service).Select(process => process.StartAsync(cancellationToken)));
        await Task.WhenAll(Gateways.Select(gateway => gateway.StartAsync(cancellationToken)));
    }

    /// <summary>Returns the variables of a service's process: those that Aspire would give it.</summary>
    public Dictionary<string, string> EnvironmentOf(string service) =>
        new(Shared(service))
        {
            [$"ConnectionStrings__{service}db"] = Servers.Postgres.ConnectionString(service),
            ["ConnectionStrings__messaging"] = Servers.RabbitMq.ConnectionString(),
            ["ConnectionStrings__cache"] = Servers.Redis.ConnectionString,
        };

    /// <summary>Returns the variables of a gateway's process.</summary>
    public Dictionary<string, string> EnvironmentOfGateway()
    {
        var environment = new Dictionary<string, string>(Shared("gateway"))
        {
            ["ConnectionStrings__cache"] = Servers.Redis.ConnectionString,
        };
        foreach (var name in ServiceNames)
        {
            Reference(environment, name);
        }

        return environment;
    }

    private Dictionary<string, string> Shared(string program)
    {
        var environment = new Dictionary<string, string>(more)
        {
            ["Identity__Issuer"] = publicUrl.ToString().TrimEnd('/'),
            ["Platform__Data"] = data,
            ["Platform__Sample"] = sample ? "true" : "false",
            // This topology is for evaluation: it has development accounts unless the environment says otherwise.
            ["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
        };
        // The other processes need time to notice that one of them is about to stop.
        if (replicas > 1)
        {
            environment["Platform__Drain"] = "00:00:02";
        }

        // All other processes verify tokens with the keys of Access, whose processes are created first.
        if (program != "access")
        {
            Reference(environment, "access");
        }

        return environment;
    }

    /// <summary>Adds the addresses of a service's processes.</summary>
    private void Reference(Dictionary<string, string> environment, string name)
    {
        foreach (var (index, process) in services.GetValueOrDefault(name, []).Index())
        {
            environment[$"services__{name}__http__{index}"] = process.Address.ToString().TrimEnd('/');
        }
    }

    /// <summary>
    /// Returns a process. The first one has the name of its service, the others have a number after it. In telemetry they all belong to
    /// the one service.
    /// </summary>
    private ServiceProcess Replica(string name, int number, Uri? address = null)
    {
        var environment = name == "gateway" ? EnvironmentOfGateway() : EnvironmentOf(name);
        var instance = number == 1 ? name : $"{name}-{number}";
        environment["OTEL_SERVICE_NAME"] = name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
        return new(instance, ProgramOf(name), environment, address);
    }

    /// <summary>Returns the path of a program, which is built into the folder beside this one.</summary>
    public static string ProgramOf(string name)
    {
        var project = char.ToUpperInvariant(name[0]) + name[1..];
        var built = AppContext.BaseDirectory.TrimEnd('/');
        return Path.GetFullPath(Path.Combine(built, "..", "..", project, Path.GetFileName(built), $"Platform.{project}.dll"));
    }
}
