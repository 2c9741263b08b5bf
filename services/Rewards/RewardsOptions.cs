namespace Platform.Rewards;

/// <summary>Configuration, section <c>Rewards</c>: figures that no source fixes for good.</summary>
internal sealed class RewardsOptions
{
    /// <summary>
    /// Of every <c>ocid</c>: to be registered by whoever publishes (https://standard.open-contracting.org/1.1/en/schema/identifiers/).
    /// </summary>
    public string OcidPrefix { get; set; } = "ocds-000000";

    /// <summary>Who publishes the open data.</summary>
    public string Publisher { get; set; } = "經濟部中小及新創企業署";

    /// <summary>The action plan's target of social procurement.</summary>
    public long TargetTwd { get; set; } = 200_000_000;

    /// <summary>The plan names no period for its target: by default the plan's own.</summary>
    public DateOnly TargetFrom { get; set; } = new(2023, 1, 1);

    /// <summary>Last day of the target's period.</summary>
    public DateOnly TargetTo { get; set; } = new(2026, 12, 31);
}
