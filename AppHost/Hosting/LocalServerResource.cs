using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>
/// A server of this machine as a resource: it starts with the model, is restarted when it dies, and ends after everything that uses it.
/// </summary>
internal sealed class LocalServerResource(string name, LocalServer server, Func<string> connectionString)
    : Resource(name),
        IResourceWithConnectionString,
        IResourceWithWaitSupport
{
    public LocalServer Server => server;

    public List<LocalDatabaseResource> Databases { get; } = [];

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{connectionString()}");
}

/// <summary>A database of a local PostgreSQL server.</summary>
internal sealed class LocalDatabaseResource(string name, string database, LocalServerResource parent, PostgresServer server)
    : Resource(name),
        IResourceWithConnectionString,
        IResourceWithWaitSupport,
        IResourceWithParent<LocalServerResource>
{
    public LocalServerResource Parent => parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{server.ConnectionString(database)}");

    public Task CreateAsync(CancellationToken cancellationToken) =>
        server.CreateDatabaseAsync(database, cancellationToken: cancellationToken);
}

/// <summary>Disposes the servers together with the host, after everything else has stopped.</summary>
internal sealed class LocalServerOwner : IAsyncDisposable
{
    private readonly List<LocalServer> servers = [];

    public void Add(LocalServer server)
    {
        lock (servers)
        {
            servers.Add(server);
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
}

internal static class LocalServerExtensions
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    /// <summary>Adds a server of this machine.</summary>
    public static IResourceBuilder<LocalServerResource> AddLocalServer(
        this IDistributedApplicationBuilder builder,
        string name,
        LocalServer server,
        Func<string> connectionString
    )
    {
        if (builder.Services.All(service => service.ServiceType != typeof(LocalServerOwner)))
        {
            builder.Services.AddSingleton<LocalServerOwner>();
        }

        return builder
            .AddResource(new LocalServerResource(name, server, connectionString))
            .ExcludeFromManifest()
            .WithInitialState(Snapshot("Server", server.Name))
            .OnInitializeResource(RunAsync);
    }

    /// <summary>Adds a database, which is created once the server has started.</summary>
    public static IResourceBuilder<LocalDatabaseResource> AddDatabase(
        this IResourceBuilder<LocalServerResource> builder,
        string name,
        string database,
        PostgresServer server
    )
    {
        var resource = new LocalDatabaseResource(name, database, builder.Resource, server);
        builder.Resource.Databases.Add(resource);
        return builder.ApplicationBuilder.AddResource(resource).ExcludeFromManifest().WithInitialState(Snapshot("Database", database));
    }

    private static CustomResourceSnapshot Snapshot(string type, string source) =>
        new()
        {
            ResourceType = type,
            State = KnownResourceStates.NotStarted,
            Properties = [new(CustomResourceKnownProperties.Source, source)],
        };

    private static async Task RunAsync(LocalServerResource resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        var server = resource.Server;
        start.Services.GetRequiredService<LocalServerOwner>().Add(server);
        server.Printed = line => start.Logger.LogInformation("{Line}", line);
        var stopping = start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var hasRun = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await StartAsync(resource, start, cancellationToken);
                hasRun = true;
            }
            catch (Exception exception)
                when (exception
                        is InvalidOperationException
                            or TimeoutException
                            or IOException
                            or UnauthorizedAccessException
                            or DbException
                )
            {
                start.Logger.LogError("{Reason}", exception.Message);
                await start.Notifications.PublishUpdateAsync(resource, snapshot =>
                    snapshot with
                    {
                        State = KnownResourceStates.FailedToStart,
                    }
                );
                if (!hasRun)
                {
                    return;
                }

                await Task.Delay(BeforeRestart, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var exitCode = await server.WaitForExitAsync(cancellationToken);
            await start.Notifications.PublishUpdateAsync(resource, snapshot =>
                snapshot with
                {
                    State = KnownResourceStates.Exited,
                    ExitCode = exitCode,
                    StopTimeStamp = DateTime.UtcNow,
                }
            );
            await Task.Delay(BeforeRestart, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task StartAsync(LocalServerResource resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, start.Services), cancellationToken);
        await start.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Starting });
        await resource.Server.StartAsync(cancellationToken);
        await start.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken);
        await start.Notifications.PublishUpdateAsync(resource, snapshot =>
            snapshot with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = DateTime.UtcNow,
                StopTimeStamp = null,
                ExitCode = null,
                Urls =
                [
                    new("tcp", string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{resource.Server.Port}"), IsInternal: false),
                ],
                Properties =
                [
                    .. snapshot.Properties.Where(property => property.Name is not ("executable.pid" or "executable.workDir")),
                    new("executable.pid", resource.Server.ProcessId),
                    new("executable.workDir", resource.Server.Folder),
                ],
            }
        );
        foreach (var database in resource.Databases)
        {
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(database, start.Services), cancellationToken);
            await database.CreateAsync(cancellationToken);
            await start.Eventing.PublishAsync(new ConnectionStringAvailableEvent(database, start.Services), cancellationToken);
            await start.Notifications.PublishUpdateAsync(database, snapshot =>
                snapshot with
                {
                    State = KnownResourceStates.Running,
                    StartTimeStamp = DateTime.UtcNow,
                }
            );
        }
    }
}
