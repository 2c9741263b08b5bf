using MassTransit.Mediator;
using Microsoft.Extensions.Hosting;

namespace Platform.Messaging;

/// <summary>Once the service's database is ready, its consumers listen to the process's bus.</summary>
internal sealed class InProcessSubscription(InProcessBus bus, IMediator mediator, MessagingOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Subscribe(options.Service, mediator);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
