using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Data;

/// <summary>Checks that the database responds. The broker is not checked, because writes go to the outbox without it.</summary>
internal sealed class DatabaseCheck(ServiceDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
