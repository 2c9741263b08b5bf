using Platform.Sandbox.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Sandbox.Features.Samples;

/// <summary>
/// With <c>Platform:Sample</c> an empty service starts with cases to look at; of replicas that start together one loads them.
/// </summary>
internal sealed class LoadSampleCases(IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = services.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            scope.ServiceProvider.GetRequiredService<SandboxDbContext>(),
            "samples",
            stoppingToken
        );
        if (lease is not null)
        {
            await SampleCases.LoadAsync(services, stoppingToken);
        }
    }
}
