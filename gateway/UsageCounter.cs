using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Platform.Calendar;
using Platform.Data;
using Platform.Messaging;
using Platform.Web.Identity;
using Yarp.ReverseProxy.Model;

namespace Platform.Gateway;

/// <summary>
/// Counts the requests of each app by day and service, and reports them to Access every ten seconds (<c>Gateway:Usage:Every</c>) and
/// before the process stops. A gateway that is killed loses its unsent counts, which are statistics, not receipts. Reports are numbered,
/// so a report that is sent twice counts once.
/// </summary>
internal sealed class UsageCounter(
    IConfiguration configuration,
    IOptions<GatewaySettings> settings,
    IHttpClientFactory clients,
    ILogger<UsageCounter> log
) : BackgroundLoop(log)
{
    private readonly Guid gateway = Guid.CreateVersion7();
    private ConcurrentDictionary<(DateOnly, string, string), Counts> counted = new();
    private UsageReport? unsentReport;
    private long number;

    private TimeSpan Every => settings.Value.Usage.Every;

    /// <summary>Counts one answered request, when it went to a service with a valid app token.</summary>
    public void Count(HttpContext http)
    {
        // The route names the service, so an invented path is not counted.
        if (http.Features.Get<IReverseProxyFeature>() is not { } proxy || http.User.FindFirst("client_id")?.Value is not { } client)
        {
            return;
        }

        var status = http.Response.StatusCode;
        var counts = counted.GetOrAdd((TaipeiTime.Today(TimeProvider.System), client, proxy.Cluster.Config.ClusterId), static _ => new());
        Interlocked.Increment(ref status < 400 ? ref counts.Succeeded : ref status < 500 ? ref counts.Refused : ref counts.Failed);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SendReportAsync(cancellationToken);
    }

    protected override TimeSpan StartsAfter => Every;

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await SendReportAsync(cancellationToken);
        return Every;
    }

    private async Task SendReportAsync(CancellationToken cancellationToken)
    {
        // A report that Access has not accepted is sent again unchanged, before the newer counts.
        unsentReport ??= CreateReport();
        if (unsentReport is null || ServiceAddresses.Of("access", configuration).FirstOrDefault() is not { } access)
        {
            return;
        }

        try
        {
            using var client = clients.CreateClient();
            (
                await client.PostAsJsonAsync(
                    new Uri(new Uri(access), UsageReport.Path),
                    unsentReport,
                    PlatformJson.Options,
                    cancellationToken
                )
            ).EnsureSuccessStatusCode();
            unsentReport = null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Log.LogDebug("Access does not take the usage now: {Reason}", exception.Message);
        }
    }

    private UsageReport? CreateReport()
    {
        if (counted.IsEmpty)
        {
            return null;
        }

        // A request that is being counted at this moment may be lost.
        var drained = Interlocked.Exchange(ref counted, new());
        return new UsageReport(
            gateway,
            ++number,
            [
                .. drained.Select(entry => new UsageLine(
                    entry.Key.Item1,
                    entry.Key.Item2,
                    entry.Key.Item3,
                    entry.Value.Succeeded,
                    entry.Value.Refused,
                    entry.Value.Failed
                )),
            ]
        );
    }

    private sealed class Counts
    {
        public int Succeeded;

        public int Refused;

        public int Failed;
    }
}
