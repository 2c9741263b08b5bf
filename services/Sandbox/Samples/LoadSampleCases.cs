namespace Platform.Sandbox.Samples;

/// <summary>With <c>Platform:Sample</c> an empty service starts with cases to look at.</summary>
internal sealed class LoadSampleCases(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => SampleCases.LoadAsync(services, stoppingToken);
}
