using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;
using Testcontainers.Redis;

namespace Platform.Harness;

/// <summary>The servers as containers of the images that <c>eng/local-images/images.env</c> names. They are removed when the process ends.</summary>
internal static class Containers
{
    private const string User = "platform", Password = "platform";
    private const int Management = 15672;

    /// <summary>A web host in the process takes SIGTERM for itself, and without a host it raises no <c>ProcessExit</c>.</summary>
    private static PosixSignalRegistration? termination;

    /// <summary>Starts all three.</summary>
    /// <exception cref="InvalidOperationException">No container engine answers.</exception>
    public static async Task<TestServers.Running> StartAsync()
    {
        var (postgres, rabbit, redis) = Build();
        await StartAsync(postgres, rabbit, redis);
        return new(postgres.GetConnectionString(), name => CreateVirtualHostAsync(rabbit, name), redis.GetConnectionString());
    }

    /// <summary>
    /// Starts containers that are removed when this process ends, also by SIGTERM and where there is no Ryuk to remove them. A process that is killed
    /// leaves them to whoever started the engine.
    /// </summary>
    public static Task StartAsync(params IContainer[] containers)
    {
        var exit = new CancellationTokenSource();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // Removing waits for starting.
            exit.Cancel();
            Task.WaitAll(containers.Select(container => container.DisposeAsync().AsTask()));
        };
        termination ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(128 + 15));
        return Task.WhenAll(containers.Select(container => container.StartAsync(exit.Token)));
    }

    private static (PostgreSqlContainer Postgres, RabbitMqContainer Rabbit, RedisContainer Redis) Build()
    {
        try
        {
            return (
                new PostgreSqlBuilder(Images.Postgres)
                    .WithUsername(User)
                    .WithPassword(Password)
                    .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
                    .WithCommand("-c", "max_connections=400")
                    .WithLogger(NullLogger.Instance)
                    .Build(),
                new RabbitMqBuilder(Images.RabbitMq)
                    .WithUsername(User)
                    .WithPassword(Password)
                    .WithPortBinding(Management, true)
                    .WithLogger(NullLogger.Instance)
                    .Build(),
                new RedisBuilder(Images.Redis).WithLogger(NullLogger.Instance).Build());
        }
        catch (DockerUnavailableException)
        {
            throw new InvalidOperationException("No container engine answers: start one, or put eng/local-images/engine run before the command.");
        }
    }

    /// <summary>Over HTTP, since <c>rabbitmqctl</c> needs two seconds for what this does in ten milliseconds.</summary>
    private static async Task<string> CreateVirtualHostAsync(RabbitMqContainer rabbit, string name)
    {
        using var client = new HttpClient { BaseAddress = new($"http://{rabbit.Hostname}:{rabbit.GetMappedPublicPort(Management)}/api/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        // Whoever makes a virtual host may do all in it.
        using var answer = await client.PutAsJsonAsync($"vhosts/{name}", new { });
        answer.EnsureSuccessStatusCode();
        return new UriBuilder(rabbit.GetConnectionString()) { Path = name }.ToString();
    }
}
