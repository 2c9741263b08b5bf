using System.Diagnostics.Metrics;

namespace Platform.Gateway;

/// <summary>The metrics of the gateway: meter <c>Platform.Gateway</c>.</summary>
internal static class GatewayMetrics
{
    public const string Name = "Platform.Gateway";

    public static readonly Meter Meter = new(Name);
}
