using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Platform.Evaluation;

namespace Platform.AppHost.Hosting;

/// <summary>
/// Waits until everything is ready, loads the sample data and prints the addresses. When something cannot start, it prints the reason and
/// stops the host.
/// </summary>
internal sealed class FirstStart(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    PlatformSettings settings,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime
) : IHostedLifecycleService
{
    private const int LinesShown = 30;

    private Task running = Task.CompletedTask;

    /// <summary>Starts before Aspire's own hosted service, whose start ends only when every resource has its dependencies.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        running = RunAsync(lifetime.ApplicationStopping);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => running;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Console.WriteLine(
            $"Starting PostgreSQL, RabbitMQ and Redis ({(settings.Servers == ServerKind.Native ? "of this machine" : "containers")}), five services and the gateway …"
        );
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var failure = FirstFailureAsync(failed.Token);
        try
        {
            var ready = Task.WhenAll(
                model
                    .Resources.OfType<ProjectResource>()
                    .Where(program => !program.IsMigration())
                    .Select(program => notifications.WaitForResourceHealthyAsync(program.Name, failed.Token))
            );
            if (await Task.WhenAny(ready, failure) == failure)
            {
                await StopAsync(await failure);
                return;
            }

            await ready;
            await failed.CancelAsync();
            if (settings.Evaluation.Sample)
            {
                await SampleData.LoadAsync(settings.Evaluation.Url, stoppingToken);
            }

            settings.Evaluation.MarkStarted();
            Welcome.Print(settings.Evaluation, $"dashboard {DashboardAddresses.LoginUrl(configuration)}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stopped before the platform was ready.
        }
        catch (HttpRequestException exception)
        {
            await StopAsync($"The sample data cannot be loaded: {exception.Message}");
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            await StopAsync($"The platform cannot be made ready: {exception}");
        }
    }

    /// <summary>Returns the reason why the platform cannot become ready, as soon as it is certain.</summary>
    private async Task<string> FirstFailureAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (
                change.Snapshot.State?.Text == KnownResourceStates.FailedToStart
                || change.Resource.IsMigration() && change.Snapshot.ExitCode is not (null or 0)
            )
            {
                return $"{change.Resource.Name} cannot start:\n{await LastLinesAsync(change.ResourceId, cancellationToken)}";
            }

            // A volume has the password with which it was created: SQLSTATE 28P01 of PostgreSQL, 403 of AMQP.
            if (
                change.Snapshot.HealthReports.Any(report =>
                    report.ExceptionText is { } text
                    && (text.Contains("28P01", StringComparison.Ordinal) || text.Contains("ACCESS_REFUSED", StringComparison.Ordinal))
                )
            )
            {
                // The health check of a database may fail before the one of its server.
                var server = change.Resource is IResourceWithParent { Parent: var parent } ? parent.Name : change.Resource.Name;
                return $"The data volume {settings.VolumeOf(server)} was made with another password: "
                    + $"set Parameters__{server}_password to the old one, or remove the volume to begin anew.";
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private async Task<string> LastLinesAsync(string resourceId, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(cancellationToken))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return string.Join('\n', lines.TakeLast(LinesShown));
    }

    private async Task StopAsync(string reason)
    {
        Environment.ExitCode = 1;
        await Console.Error.WriteLineAsync(reason);
        lifetime.StopApplication();
    }
}

internal static class MigrationExtensions
{
    /// <summary>Returns whether a resource is a <c>--migrate</c> run.</summary>
    public static bool IsMigration(this IResource resource) => resource.Name.EndsWith("-migration", StringComparison.Ordinal);
}
