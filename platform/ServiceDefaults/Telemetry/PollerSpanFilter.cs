using System.Diagnostics;
using OpenTelemetry;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>
/// Leaves out the traces that nobody's request began: a background loop that looks into its database or asks Access whether there is work,
/// the probes of
/// <c>/health</c> and the scraping of metrics. Several of them a second would bury the traces that people look for. What such a loop then
/// does for an event is part of that event's trace.
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

        // What hangs on it follows, also in another process: samplers go by the parent's flag.
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
