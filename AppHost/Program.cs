// The platform's topology. `./dev run --services`, `dotnet run --project AppHost` and `aspire run` start it; `aspire publish` writes
// compose.yaml.
using Platform.AppHost.Hosting;

return await PlatformHost.RunAsync(args, platform =>
{
    // Servers: containers when a container runtime answers, otherwise the programs that are installed on this machine.
    var postgres = platform.AddPostgres("postgres");
    var messaging = platform.AddRabbitMQ("messaging");
    var cache = platform.AddRedis("cache");

    // Services: each has its own database. They communicate by events only, and validate tokens with the keys of Access.
    var access = platform
        .AddService<Projects.Access>("access")
        .WithDatabase(postgres.AddDatabase("access"))
        .WithReference(messaging)
        .WithReference(cache);
    var registry = platform
        .AddService<Projects.Registry>("registry")
        .WithDatabase(postgres.AddDatabase("registry"))
        .WithReference(messaging)
        .WithReference(cache)
        .WithReference(access);
    var rewards = platform
        .AddService<Projects.Rewards>("rewards")
        .WithDatabase(postgres.AddDatabase("rewards"))
        .WithReference(messaging)
        .WithReference(cache)
        .WithReference(access);
    var sandbox = platform
        .AddService<Projects.Sandbox>("sandbox")
        .WithDatabase(postgres.AddDatabase("sandbox"))
        .WithReference(messaging)
        .WithReference(cache)
        .WithReference(access);
    var partnerships = platform
        .AddService<Projects.Partnerships>("partnerships")
        .WithDatabase(postgres.AddDatabase("partnerships"))
        .WithReference(messaging)
        .WithReference(cache)
        .WithReference(access);

    // The gateway is the only entry point.
    platform
        .AddGateway<Projects.Gateway>("gateway")
        .WithReference(cache)
        .WithReference(access)
        .WithReference(registry)
        .WithReference(rewards)
        .WithReference(sandbox)
        .WithReference(partnerships);
});
