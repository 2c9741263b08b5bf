// The platform as one diagram.
//
//   dotnet run --project AppHost                                   runs it, with Aspire's dashboard
//   aspire publish -o deploy/compose                               writes Compose files
//   PLATFORM_TARGET=kubernetes aspire publish -o deploy/helm       writes a Helm chart
//
// The passwords are asked for, or come from user secrets or the environment: Parameters__postgres_password and so on. They
// are parameters and not generated because a data volume keeps the first one for ever. Use letters and digits only: they
// become parts of connection strings and of an amqp:// address.
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var target = PublishTarget.Of(builder);

// The address under which the outside world reaches the gateway; it stands in every token, so all processes must agree on it.
var publicUrl = builder.AddParameter("public-url", "http://localhost:8080", publishValueAsDefault: true);

// Small files: the last good copy of the issuer's keys; in Development also the clock that all processes share, and mail.
var data = target.IsRun ? Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".data", "aspire")) : "/tmp/platform";

// Servers. A volume named here is a Docker volume, or a claim in Kubernetes.
var postgres = builder.AddPostgres("postgres", password: builder.AddParameter("postgres-password", secret: true))
    .WithDataVolume("platform-postgres")
    .KeptOn(target, "platform-postgres", "20Gi");

var messaging = builder.AddRabbitMQ("messaging", password: builder.AddParameter("messaging-password", secret: true))
    .WithManagementPlugin()
    .WithDataVolume("platform-messaging")
    .KeptOn(target, "platform-messaging", "8Gi")
    // The broker files its queues under its node name, by default the container's, which is another after every update.
    .WithEnvironment("RABBITMQ_NODENAME", "messaging@localhost");

var cache = builder.AddRedis("cache", password: builder.AddParameter("cache-password", secret: true));

// Services, each with a database of its own. They know each other by events only; the one address that every service
// needs is that of Access, whose keys it checks tokens with.
var access = Service<Projects.Access>("access", postgres.AddDatabase("accessdb", "access"));
var registry = Service<Projects.Registry>("registry", postgres.AddDatabase("registrydb", "registry")).WithReference(access);
var rewards = Service<Projects.Rewards>("rewards", postgres.AddDatabase("rewardsdb", "rewards")).WithReference(access);
var sandbox = Service<Projects.Sandbox>("sandbox", postgres.AddDatabase("sandboxdb", "sandbox")).WithReference(access);
var partnerships = Service<Projects.Partnerships>("partnerships", postgres.AddDatabase("partnershipsdb", "partnerships")).WithReference(access);

// The only door.
var gateway = Answering(Project<Projects.Gateway>("gateway").WithHttpEndpoint(port: 8080))
    .WithExternalHttpEndpoints()
    .WithReference(cache)
    .WithReference(access)
    .WithReference(registry)
    .WithReference(rewards)
    .WithReference(sandbox)
    .WithReference(partnerships)
    .WaitFor(cache)
    .WaitFor(access)
    .WaitFor(registry)
    .WaitFor(rewards)
    .WaitFor(sandbox)
    .WaitFor(partnerships)
    .EntryOf(target);

builder.Build().Run();

IResourceBuilder<ProjectResource> Service<T>(string name, IResourceBuilder<PostgresDatabaseResource> database)
    where T : IProjectMetadata, new()
{
    // The service's own program, run once as `--migrate` before the new version starts: replicas must not race to migrate.
    var migration = Project<T>($"{name}-migration")
        .WithArgs("--migrate")
        .WithReference(database)
        .WaitFor(database)
        .RunOnce(target);

    return Answering(Project<T>(name).WithHttpEndpoint())
        .WithReference(database)
        .WithReference(messaging)
        .WithReference(cache)
        .WaitForCompletion(migration)
        .WaitFor(messaging)
        .WaitFor(cache)
        .Replicated(target, 2);
}

// Endpoints are given here and nowhere else: neither launch profiles nor appsettings add any.
IResourceBuilder<ProjectResource> Project<T>(string name)
    where T : IProjectMetadata, new()
{
    var project = builder.AddProject<T>(name, options =>
    {
        options.ExcludeLaunchProfile = true;
        options.ExcludeKestrelEndpoints = true;
    });
    project.WithEnvironment("Identity__Issuer", publicUrl).WithEnvironment("Platform__Data", data);
    return target.IsRun ? project.WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName) : project;
}

// Health: Aspire asks while it runs the platform, Kubernetes' probes where it is deployed. A service does not listen before
// its database is migrated, so it has ten minutes to start. (Two probes of one path would be one and the same to Aspire.)
IResourceBuilder<ProjectResource> Answering(IResourceBuilder<ProjectResource> project) =>
    target.IsRun
        ? project.WithHttpHealthCheck("/health/ready")
        : project.WithHttpProbe(ProbeType.Startup, "/health/live?probe=startup", periodSeconds: 5, failureThreshold: 120)
            .WithHttpProbe(ProbeType.Readiness, "/health/ready")
            .WithHttpProbe(ProbeType.Liveness, "/health/live");
