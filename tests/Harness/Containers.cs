using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.LocalServers;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;
using Testcontainers.Redis;

namespace Platform.Harness;

/// <summary>
/// The containers of a test run: the servers, from the images that <c>eng/local-images/images.env</c> names, and others. They are removed
/// when the process ends.
/// </summary>
internal static class Containers
{
    private const string User = "platform",
        Password = "platform";
    private const int Management = 15672;

    private static readonly ConcurrentBag<IContainer> Started = [];
    private static readonly CancellationTokenSource Exit = new();

    static Containers() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // Removal waits until a start has ended, so a start in progress is cancelled first.
            Exit.Cancel();
            Task.WaitAll([.. Started.Select(container => container.DisposeAsync().AsTask())], TimeSpan.FromSeconds(8));
        };

    /// <summary>Starts the three servers.</summary>
    /// <exception cref="InvalidOperationException">No container engine answers, or it cannot start them.</exception>
    public static async Task<TestServers.Running> StartAsync()
    {
        var postgres = Build(() =>
            new PostgreSqlBuilder(ServerImages.Postgres)
                .WithUsername(User)
                .WithPassword(Password)
                .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
                .WithCommand("-c", "max_connections=400")
                .WithLogger(NullLogger.Instance)
                .Build()
        );
        var rabbit = Build(() =>
            new RabbitMqBuilder(ServerImages.RabbitMq)
                .WithUsername(User)
                .WithPassword(Password)
                .WithPortBinding(Management, true)
                .WithLogger(NullLogger.Instance)
                .Build()
        );
        var redis = Build(() => new RedisBuilder(ServerImages.Redis).WithLogger(NullLogger.Instance).Build());
        await StartAsync(postgres, rabbit, redis);
        return new(postgres.GetConnectionString(), name => CreateVirtualHostAsync(rabbit, name), redis.GetConnectionString());
    }

    /// <summary>Builds a container without starting it.</summary>
    /// <exception cref="InvalidOperationException">No container engine answers.</exception>
    public static T Build<T>(Func<T> build)
        where T : IContainer
    {
        try
        {
            return build();
        }
        catch (DockerUnavailableException)
        {
            throw new InvalidOperationException(
                "No container engine answers: start one, or put eng/local-images/engine run before the command."
            );
        }
    }

    /// <summary>
    /// Starts containers that are removed when this process ends, also by SIGTERM and without Ryuk. A process that is killed leaves its
    /// containers to whoever started the engine.
    /// </summary>
    /// <exception cref="InvalidOperationException">The engine cannot start one.</exception>
    /// <exception cref="TimeoutException">A container does not answer within three minutes; the message contains its log.</exception>
    public static async Task StartAsync(params IContainer[] containers)
    {
        foreach (var container in containers)
        {
            Started.Add(container);
        }

        // The test runner goes on to the next test while the process ends.
        Exit.Token.ThrowIfCancellationRequested();
        TestcontainersSettings.WaitStrategyTimeout ??= TimeSpan.FromMinutes(3);
        try
        {
            await Task.WhenAll(containers.Select(container => container.StartAsync(Exit.Token)));
        }
        catch (DockerApiException refusal)
        {
            var images = string.Join(", ", containers.Select(container => container.Image.FullName));
            var advice = $"Not all of {images} can be started; eng/local-images/build and publish make what is missing.";
            throw new InvalidOperationException($"{advice} {refusal.Message.Trim()}", refusal);
        }
        catch (TimeoutException timeout)
        {
            var logs = await Task.WhenAll(containers.Select(PrintedAsync));
            throw new TimeoutException($"Not all containers answer. What they printed:\n{string.Join('\n', logs)}", timeout);
        }
    }

    private static async Task<string> PrintedAsync(IContainer container)
    {
        var (output, errors) = await container.GetLogsAsync();
        return $"{container.Image.FullName}: {output}{errors}";
    }

    /// <summary>Creates a virtual host over HTTP: it takes ten milliseconds, and <c>rabbitmqctl</c> two seconds.</summary>
    private static async Task<string> CreateVirtualHostAsync(RabbitMqContainer rabbit, string name)
    {
        using var client = new HttpClient { BaseAddress = new($"http://{rabbit.Hostname}:{rabbit.GetMappedPublicPort(Management)}/api/") };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        // The user who creates a virtual host has all permissions in it.
        using var answer = await client.PutAsJsonAsync($"vhosts/{name}", new { });
        answer.EnsureSuccessStatusCode();
        return new UriBuilder(rabbit.GetConnectionString()) { Path = name }.ToString();
    }
}
