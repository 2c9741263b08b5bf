namespace Platform.Rewards;

/// <summary>The options of section <c>Rewards</c>: values that no source fixes permanently.</summary>
internal sealed class RewardsOptions
{
    /// <summary>
    /// The prefix of every <c>ocid</c>. The publisher must register it
    /// (https://standard.open-contracting.org/1.1/en/schema/identifiers/).
    /// </summary>
    public string OcidPrefix { get; set; } = "ocds-000000";

    /// <summary>The name of the publisher of the open data.</summary>
    public string Publisher { get; set; } = "經濟部中小及新創企業署";

    /// <summary>The action plan's target for social procurement, in NT$.</summary>
    public long TargetTwd { get; set; } = 200_000_000;

    /// <summary>The first day of the target's period. The plan names no period, so the default is the plan's own period.</summary>
    public DateOnly TargetFrom { get; set; } = new(2023, 1, 1);

    /// <summary>The last day of the target's period.</summary>
    public DateOnly TargetTo { get; set; } = new(2026, 12, 31);
}
