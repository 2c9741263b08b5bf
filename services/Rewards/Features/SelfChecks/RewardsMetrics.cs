using System.Diagnostics.Metrics;

namespace Platform.Rewards.Features.SelfChecks;

/// <summary>What operators watch: a difference is never expected.</summary>
internal static class RewardsMetrics
{
    public const string Name = "Platform.Rewards";

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Checks = Meter.CreateCounter<long>("platform.rewards.selfchecks", "{check}", "Years compared with a recomputation from nothing.");

    public static readonly Counter<long> Differences = Meter.CreateCounter<long>(
        "platform.rewards.selfcheck.differences", "{difference}", "What was kept differently from a recomputation from nothing.");
}
