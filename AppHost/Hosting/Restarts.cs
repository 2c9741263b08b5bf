using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Hosting;

namespace Platform.AppHost.Hosting;

/// <summary>
/// Starts a process again that has died. One that ended with exit code 0, as after <i>Stop</i> in the dashboard, stays stopped.
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
        // A migration that fails is not tried again: FirstStart says why it failed.
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
