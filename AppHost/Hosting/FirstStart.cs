using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Platform.Evaluation;

namespace Platform.AppHost.Hosting;

/// <summary>Waits until everything is ready, loads the sample data and prints the addresses; when something cannot start, prints why and stops the host.</summary>
internal sealed class FirstStart(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs, PlatformSettings settings, IConfiguration configuration,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int LinesShown = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Console.WriteLine($"Starting PostgreSQL, RabbitMQ and Redis ({(settings.Servers == ServerKind.Native ? "of this machine" : "containers")}), five services and the gateway …");
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var failure = FirstFailureAsync(failed.Token);
        try
        {
            var ready = Task.WhenAll(model.Resources.OfType<ProjectResource>().Where(program => !program.IsMigration())
                .Select(program => notifications.WaitForResourceHealthyAsync(program.Name, failed.Token)));
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
            // Stopped before it was ready.
        }
        catch (HttpRequestException exception)
        {
            await StopAsync($"The sample data cannot be loaded: {exception.Message}");
        }
    }

    /// <summary>Returns why the platform cannot become ready, as soon as that is certain.</summary>
    private async Task<string> FirstFailureAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Snapshot.State?.Text == KnownResourceStates.FailedToStart || change.Resource.IsMigration() && change.Snapshot.ExitCode is not (null or 0))
            {
                return $"{change.Resource.Name} cannot start:\n{await LastLinesAsync(change.ResourceId, cancellationToken)}";
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
    /// <summary>Whether a resource is a run of <c>--migrate</c>.</summary>
    public static bool IsMigration(this IResource resource) => resource.Name.EndsWith("-migration", StringComparison.Ordinal);
}
