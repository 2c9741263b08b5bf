using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// The end of a process among replicas: it says first that it is not ready, goes on serving for <c>Platform:Drain</c> (5 s; in Development
/// not at all), so that whoever sends it requests can notice, and only then stops to listen.
/// </summary>
internal sealed class Draining(IConfiguration configuration, IHostEnvironment environment, ILogger<Draining> log) : IHealthCheck
{
    public const string Setting = "Platform:Drain";

    private readonly TimeSpan lasts = configuration.GetValue<TimeSpan?>(Setting)
        ?? (environment.IsDevelopment() ? TimeSpan.Zero : TimeSpan.FromSeconds(5));

    /// <summary>Whether the process is about to stop.</summary>
    public bool IsUnderWay { get; private set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsUnderWay ? HealthCheckResult.Unhealthy("The process is about to stop.") : HealthCheckResult.Healthy());

    /// <summary>From here on not ready; completes when nobody should be sending requests any more.</summary>
    public async Task RunAsync()
    {
        IsUnderWay = true;
        if (lasts <= TimeSpan.Zero)
        {
            return;
        }

        log.LogInformation("Not ready any more; stops in {Seconds} s", lasts.TotalSeconds);
        await Task.Delay(lasts);
    }
}
