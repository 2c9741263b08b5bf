using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Hosting;

namespace Platform.AppHost.Hosting;

/// <summary>
/// Restarts a process that has died. A process that ended with exit code 0, e.g. by <i>Stop</i> in the dashboard, stays stopped.
/// </summary>
internal sealed class Restarts(ResourceCommandService commands, IHostApplicationLifetime lifetime)
    : IDistributedApplicationEventingSubscriber
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken
    )
    {
        eventing.Subscribe<ResourceStoppedEvent>(RestartAsync);
        return Task.CompletedTask;
    }

    private async Task RestartAsync(ResourceStoppedEvent stopped, CancellationToken cancellationToken)
    {
        // A failed migration is not restarted; FirstStart reports why it failed.
        if (
            stopped.Resource is not ProjectResource
            || stopped.ResourceEvent.Snapshot.ExitCode is null or 0
            || stopped.Resource.IsMigration()
            || lifetime.ApplicationStopping.IsCancellationRequested
        )
        {
            return;
        }

        Console.WriteLine($"{stopped.Resource.Name} ended with exit code {stopped.ResourceEvent.Snapshot.ExitCode}; it is started again.");
        await Task.Delay(Pause, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await commands.ExecuteCommandAsync(stopped.Resource, KnownResourceCommands.StartCommand, cancellationToken);
        }
    }
}
