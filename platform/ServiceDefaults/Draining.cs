using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults;

/// <summary>
/// The shutdown of one replica: the process first reports that it is not ready, serves for <c>Platform:Drain</c> longer (5 s; 0 s in
/// Development) so that its clients can notice, and only then stops listening.
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

    /// <summary>Reports "not ready" from now on; completes when clients should no longer send requests.</summary>
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
