using Platform.Data;
using Platform.Messaging;
using Platform.Sandbox.Data;

namespace Platform.Sandbox.Features.Samples;

/// <summary>
/// Loads the sample cases into an empty service when <c>Platform:Sample</c> is set; of several replicas that start together, one does.
/// </summary>
internal sealed class LoadSampleCases(IServiceProvider services, ILogger<LoadSampleCases> log) : BackgroundLoop(log)
{
    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            scope.ServiceProvider.GetRequiredService<SandboxDbContext>(),
            "samples",
            cancellationToken
        );
        if (lease is not null)
        {
            await SampleCases.LoadAsync(services, cancellationToken);
        }

        return Timeout.InfiniteTimeSpan;
    }
}
