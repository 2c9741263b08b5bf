using System.Diagnostics.Metrics;
using Platform.Rewards.Data;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>The metrics of the self-checks. Any difference is an error.</summary>
internal static class RewardsMetrics
{
    public const string Name = "Platform.Rewards";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Checks = Meter.CreateCounter<long>(
        "platform.rewards.selfchecks",
        "{check}",
        "Years, and once a night all suppliers, compared with a recomputation from nothing."
    );

    private static readonly Counter<long> Differences = Meter.CreateCounter<long>(
        "platform.rewards.selfcheck.differences",
        "{difference}",
        "What was kept differently from a recomputation from nothing."
    );

    public static void Record(SelfCheckRow check)
    {
        Differences.Add(check.Differences, new KeyValuePair<string, object?>("year", check.Year));
        Checks.Add(1);
    }
}
