// The platform as one diagram.
//
//   dotnet run --project AppHost                                           runs it, with Aspire's dashboard
//   aspire publish --project AppHost -o out                                writes Compose files
//   PLATFORM_TARGET=kubernetes aspire publish --project AppHost -o out     writes a Helm chart
//   dotnet run --project AppHost -- --publisher manifest --output-path manifest.json
//
// The three passwords are asked for, or come from user secrets or the environment: Parameters__postgres_password and so on.
// They are parameters and not generated because a data volume keeps the first one for ever. Use letters and digits only:
// they become parts of connection strings and of an amqp:// address.
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Resources;

var builder = DistributedApplication.CreateBuilder(args);

// Aspire publishes to one environment at a time, and a manifest to none. `--publisher kubernetes` and `--step publish-kubernetes` choose too.
var asked = $"{builder.Configuration["PLATFORM_TARGET"]} {builder.Configuration["Publishing:Publisher"]} {builder.Configuration["Pipeline:Step"]}";
var publishes = builder.ExecutionContext.IsPublishMode && !asked.Contains("manifest", StringComparison.OrdinalIgnoreCase);
var toKubernetes = publishes && new[] { "kubernetes", "k8s", "helm" }.Any(word => asked.Contains(word, StringComparison.OrdinalIgnoreCase));
var kubernetes = toKubernetes ? builder.AddKubernetesEnvironment("kubernetes") : null;
var compose = publishes && !toKubernetes ? builder.AddDockerComposeEnvironment("compose") : null;

// The address under which the outside world reaches the gateway; it stands in every token, so all processes must agree on it.
var publicUrl = builder.AddParameter("public-url", "http://localhost:8080", publishValueAsDefault: true);

// Small files: the last good copy of the issuer's keys; in Development also the clock that all processes share, and mail.
var data = builder.ExecutionContext.IsRunMode
    ? Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".data", "aspire"))
    : "/tmp/platform";

// Servers.
var postgres = builder.AddPostgres("postgres", password: builder.AddParameter("postgres-password", secret: true))
    .WithDataVolume("platform-postgres");

var messaging = builder.AddRabbitMQ("messaging", password: builder.AddParameter("messaging-password", secret: true))
    .WithManagementPlugin()
    .WithDataVolume("platform-messaging")
    // The broker files its queues under its node name, by default the container's, which is another after every update.
    .WithEnvironment("RABBITMQ_NODENAME", "messaging@localhost");

var cache = builder.AddRedis("cache", password: builder.AddParameter("cache-password", secret: true));

if (kubernetes is not null)
{
    // Without a claim of the same name, a volume in Kubernetes is an empty directory that lives as long as its pod.
#pragma warning disable ASPIRECOMPUTE002 // Experimental in 13.5.
    postgres.WithPersistentVolume(kubernetes.AddPersistentVolume("platform-postgres").WithCapacity("20Gi"));
    messaging.WithPersistentVolume(kubernetes.AddPersistentVolume("platform-messaging").WithCapacity("8Gi"));
#pragma warning restore ASPIRECOMPUTE002
}

// Services, each with a database of its own. They know each other by events only; the one address that every service
// needs is that of Access, whose keys it checks tokens with.
var access = AddService<Projects.Access>("access", postgres.AddDatabase("accessdb", "access"));
var registry = AddService<Projects.Registry>("registry", postgres.AddDatabase("registrydb", "registry")).WithReference(access);
var rewards = AddService<Projects.Rewards>("rewards", postgres.AddDatabase("rewardsdb", "rewards")).WithReference(access);
var sandbox = AddService<Projects.Sandbox>("sandbox", postgres.AddDatabase("sandboxdb", "sandbox")).WithReference(access);
var partnerships = AddService<Projects.Partnerships>("partnerships", postgres.AddDatabase("partnershipsdb", "partnerships")).WithReference(access);

// The only door. Compose binds one port of the host to it, so there is one copy of it there.
AddProgram<Projects.Gateway>("gateway")
    .WithHttpEndpoint(port: 8080)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health/ready")
    .WithReplicas(2)
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
    .WaitFor(partnerships);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService<T>(string name, IResourceBuilder<PostgresDatabaseResource> database)
    where T : IProjectMetadata, new()
{
    // The service's own program, run once as `--migrate`: replicas must not race to migrate, and a queue has to exist before the
    // first event that is meant for it is published. It waits for its servers, and the service waits for its tables, so that
    // the order of starting matters to nobody.
    var migration = AddProgram<T>($"{name}-migration", runsOnce: true)
        .WithArgs("--migrate")
        .WithReference(database)
        .WithReference(messaging)
        .WaitFor(database)
        .WaitFor(messaging);

    return AddProgram<T>(name, composeCopies: 2)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health/ready")
        .WithReplicas(2)
        .WithReference(database)
        .WithReference(messaging)
        .WithReference(cache)
        .WaitForCompletion(migration)
        .WaitFor(messaging)
        .WaitFor(cache);
}

IResourceBuilder<ProjectResource> AddProgram<T>(string name, bool runsOnce = false, int composeCopies = 1)
    where T : IProjectMetadata, new()
{
    // Endpoints are given above and nowhere else.
    var program = builder.AddProject<T>(name, options => options.ExcludeLaunchProfile = true)
        .WithEnvironment("Identity__Issuer", publicUrl)
        .WithEnvironment("Platform__Data", data);
    if (builder.ExecutionContext.IsRunMode)
    {
        program.WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName);
    }

    if (compose is not null && !runsOnce)
    {
        program.PublishAsDockerComposeService((_, service) =>
        {
            service.Restart = "unless-stopped";
            service.Deploy = new() { Replicas = composeCopies };
        });
    }

    if (kubernetes is not null)
    {
        program.PublishAsKubernetesService(resource =>
        {
            if (resource.Workload is not { } workload)
            {
                return;
            }

            if (runsOnce)
            {
                // A Deployment would start the ended program again for ever.
                resource.AdditionalResources.Add(new OneTimeJob(name, workload.PodTemplate));
                resource.Workload = null;
                return;
            }

            // A service does not listen before its database is migrated, so it has ten minutes to start.
            foreach (var container in workload.PodTemplate.Spec.Containers)
            {
                container.StartupProbe = Probe("/health/live", failures: 120);
                container.ReadinessProbe = Probe("/health/ready", failures: 3);
                container.LivenessProbe = Probe("/health/live", failures: 6);
            }
        });
    }

    return program;
}

static ProbeV1 Probe(string path, int failures) => new()
{
    HttpGet = new() { Path = path, Port = "http" },
    PeriodSeconds = 5,
    TimeoutSeconds = 3,
    FailureThreshold = failures,
};

/// <summary>
/// Kubernetes' <c>batch/v1</c> Job, which Aspire 13.5 has no type for. A Job cannot be changed, so it is removed a minute after it
/// has ended: an upgrade then finds none and makes it anew.
/// </summary>
internal sealed class OneTimeJob : BaseKubernetesResource
{
    public OneTimeJob(string name, PodTemplateSpecV1 template)
        : base("batch/v1", "Job")
    {
        Metadata.Name = name;
        template.Spec.RestartPolicy = "OnFailure";
        Spec = new(template);
    }

    public OneTimeJobSpec Spec { get; }
}

/// <summary>Its specification; the names are written in camelCase.</summary>
internal sealed class OneTimeJobSpec(PodTemplateSpecV1 template)
{
    public int BackoffLimit { get; } = 10;

    public int TtlSecondsAfterFinished { get; } = 60;

    public PodTemplateSpecV1 Template { get; } = template;
}
