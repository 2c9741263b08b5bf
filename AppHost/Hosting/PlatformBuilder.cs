using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>Adds the platform's resources to an Aspire model.</summary>
internal sealed partial class PlatformBuilder
{
    private readonly IDistributedApplicationBuilder builder;
    private readonly PlatformSettings settings;
    private readonly IResourceBuilder<ParameterResource>? publicUrl;

    public PlatformBuilder(IDistributedApplicationBuilder builder, PlatformSettings settings)
    {
        (this.builder, this.settings) = (builder, settings);
        // The address is in every token, so all processes must use the same one.
        publicUrl = builder.ExecutionContext.IsPublishMode
            ? builder.AddParameter("public-url", settings.Evaluation.Url, publishValueAsDefault: true)
            : null;
    }

    private bool IsNative => settings.Servers == ServerKind.Native;

    /// <summary>Adds a service: its migration, which runs once before it, and its processes.</summary>
    public ServiceBuilder AddService<T>(string name)
        where T : IProjectMetadata, new()
    {
        // Replicas must not race to migrate, and a queue must exist before the first event for it is published.
        var migration = AddProgram<T>($"{name}-migration").WithArgs("--migrate");
        return new(
            name,
            migration,
            [.. Instances(name).Select(instance => AddProcess<T>(name, instance, address: null).WaitForCompletion(migration))]
        );
    }

    /// <summary>Adds the gateway; its first process listens on the platform's public address.</summary>
    public ServiceBuilder AddGateway<T>(string name)
        where T : IProjectMetadata, new() =>
        new(
            name,
            null,
            [
                .. Instances(name)
                    .Select(
                        (instance, index) =>
                            AddProcess<T>(name, instance, index == 0 ? settings.Url : null)
                                .WithExternalHttpEndpoints()
                                // A client can put any address in X-Forwarded-For, and rate limits count addresses.
                                .DisableForwardedHeaders()
                    ),
            ]
        );

    /// <summary>
    /// Returns the names of a service's processes: the first has the service's name, the others also have a number. Each has its own
    /// address, because the gateway must know every one.
    /// </summary>
    private IEnumerable<string> Instances(string name) =>
        Enumerable.Range(1, settings.Replicas).Select(number => number == 1 ? name : $"{name}-{number}");

    private IResourceBuilder<ProjectResource> AddProcess<T>(string service, string instance, Uri? address)
        where T : IProjectMetadata, new()
    {
        var process = AddProgram<T>(instance);
        if (builder.ExecutionContext.IsPublishMode)
        {
            return process.WithHttpEndpoint().WithHttpHealthCheck("/health/ready");
        }

        // Aspire's TCP proxy is not used: it takes half of the time of a small request.
        address ??= new Uri($"http://127.0.0.1:{Ports.Free()}");
        return process
            .WithHttpEndpoint(port: address.Port, isProxied: false)
            .WithEndpoint("http", endpoint => endpoint.TargetHost = address.Host, createIfNotExists: false)
            .WithHttpHealthCheck("/health/ready")
            .WithEnvironment("OTEL_SERVICE_NAME", service);
    }

    private IResourceBuilder<ProjectResource> AddProgram<T>(string name)
        where T : IProjectMetadata, new()
    {
        var program = builder
            .AddProject<T>(name, options => options.ExcludeLaunchProfile = true)
            // The parts of the connection strings are not passed on, so that a secret is in one variable only.
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithEnvironment("Platform__Data", settings.Evaluation.Data);
        if (publicUrl is not null)
        {
            return program.WithEnvironment("Identity__Issuer", publicUrl);
        }

        if (settings.Replicas > 1)
        {
            // The other processes need time to notice that one is about to stop.
            program.WithEnvironment("Platform__Drain", "00:00:02");
        }

        // We run the built program: Aspire's own `dotnet run` would build it again for every process.
        var file = ProgramOf(new T().ProjectPath);
        return program
            .WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = Path.GetDirectoryName(file)! })
            .WithArgs(file)
            .WithEnvironment("Identity__Issuer", settings.Evaluation.Url)
            .WithEnvironment("Platform__Sample", settings.Evaluation.Sample ? "true" : "false")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", settings.EnvironmentName)
            // Aspire's default is one second, which costs a quarter of a core over all processes.
            .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "10000");
    }

    /// <summary>Returns the path of a built program, which is in the folder beside ours.</summary>
    private static string ProgramOf(string projectPath)
    {
        var project = Path.GetFileNameWithoutExtension(projectPath);
        var ours = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.GetFullPath(Path.Combine(ours, "..", "..", project, Path.GetFileName(ours), $"Platform.{project}.dll"));
    }
}

/// <summary>A service of the platform in an Aspire model: its migration and all of its processes.</summary>
internal sealed class ServiceBuilder(
    string name,
    IResourceBuilder<ProjectResource>? migration,
    IReadOnlyList<IResourceBuilder<ProjectResource>> processes
)
{
    /// <summary>Gives the service a database, for which its migration waits.</summary>
    public ServiceBuilder WithDatabase(IResourceBuilder<IResourceWithConnectionString> database)
    {
        migration?.WithReference(database).WaitFor(database);
        return ForEach(process => process.WithReference(database));
    }

    /// <summary>Gives every process of the service a server and makes it wait for the server.</summary>
    public ServiceBuilder WithReference(IResourceBuilder<IResourceWithConnectionString> server)
    {
        migration?.WithReference(server).WaitFor(server);
        return ForEach(process => process.WithReference(server).WaitFor(server));
    }

    /// <summary>
    /// Gives every process the addresses of all processes of another service, in Aspire's variables <c>services__{name}__http__{n}</c>.
    /// The gateway also waits for these processes.
    /// </summary>
    public ServiceBuilder WithReference(ServiceBuilder service) =>
        ForEach(process =>
        {
            foreach (var (index, other) in service.Processes.Index())
            {
                process
                    .WithEnvironment($"services__{service.Name}__http__{index}", other.GetEndpoint("http"))
                    .WithReferenceRelationship(other);
                if (migration is null)
                {
                    process.WaitFor(other);
                }
            }
        });

    private string Name => name;

    private IReadOnlyList<IResourceBuilder<ProjectResource>> Processes => processes;

    private ServiceBuilder ForEach(Action<IResourceBuilder<ProjectResource>> change)
    {
        foreach (var process in processes)
        {
            change(process);
        }

        return this;
    }
}
