using System.Diagnostics;
using OpenTelemetry;

namespace Platform.ServiceDefaults;

/// <summary>
/// Drops the traces that no request started: those of background loops that poll the database or Access, of the <c>/health</c> probes,
/// and of metrics scraping. Several of them per second would hide the traces that people look for. The work that such a loop does for an
/// event is part of that event's trace.
/// </summary>
internal sealed class PollerSpanFilter : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId != default || !IsFromPoller(data))
        {
            return;
        }

        // Child spans follow, also in another process, because samplers use the parent's flag.
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }

    private static bool IsFromPoller(Activity activity) =>
        activity.Kind switch
        {
            ActivityKind.Client => true,
            ActivityKind.Server => activity.GetTagItem("url.path") is string path
                && (path == TelemetryRegistration.ScrapingPath || path.StartsWith("/health/", StringComparison.Ordinal)),
            _ => false,
        };
}
