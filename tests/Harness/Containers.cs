using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Platform.Harness;

/// <summary>The servers as containers. Testcontainers removes them when the process has ended.</summary>
internal static class Containers
{
    private const string User = "platform", Password = "platform";

    public static async Task<TestServers.Running> StartAsync()
    {
        var postgres = new ContainerBuilder("postgres:15")
            .WithEnvironment("POSTGRES_USER", User)
            .WithEnvironment("POSTGRES_PASSWORD", Password)
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
            .WithCommand("-c", "max_connections=400")
            .WithPortBinding(5432, true)
            // While it makes its files it listens on no port.
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("pg_isready", "--host", "localhost", "--username", User))
            .Build();
        var rabbit = new ContainerBuilder("rabbitmq:3")
            .WithEnvironment("RABBITMQ_DEFAULT_USER", User)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", Password)
            .WithPortBinding(5672, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("Server startup complete"))
            .Build();
        var redis = new ContainerBuilder("redis:7")
            .WithPortBinding(6379, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("redis-cli", "ping"))
            .Build();
        await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync(), redis.StartAsync());
        return new(
            $"Host={postgres.Hostname};Port={postgres.GetMappedPublicPort(5432)};Username={User};Password={Password};Database=postgres",
            name => CreateVirtualHostAsync(rabbit, name),
            $"{redis.Hostname}:{redis.GetMappedPublicPort(6379)}");
    }

    private static async Task<string> CreateVirtualHostAsync(IContainer rabbit, string name)
    {
        await RunAsync(rabbit, "rabbitmqctl", "add_vhost", name);
        await RunAsync(rabbit, "rabbitmqctl", "set_permissions", "-p", name, User, ".*", ".*", ".*");
        return $"amqp://{User}:{Password}@{rabbit.Hostname}:{rabbit.GetMappedPublicPort(5672)}/{name}";
    }

    private static async Task RunAsync(IContainer container, params string[] command)
    {
        var result = await container.ExecAsync(command);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with exit code {result.ExitCode}: {result.Stdout}{result.Stderr}");
    }
}
