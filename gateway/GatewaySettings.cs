using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway;

/// <summary>The settings of the gateway; configuration section <c>Gateway</c>.</summary>
internal sealed class GatewaySettings
{
    public const string Section = "Gateway";

    /// <summary>The most requests at once; more are refused with 503.</summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrentRequests { get; init; } = 2_000;

    /// <summary>The longest that a caller may take to send the headers of a request.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public UsageSettings Usage { get; init; } = new();

    internal sealed class UsageSettings
    {
        /// <summary>How often the requests of each app are reported to Access.</summary>
        [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
        public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);
    }
}
