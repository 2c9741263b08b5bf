namespace Platform.Registry.Domain.Organisations;

/// <summary>What follows from the record of an organisation on a day.</summary>
/// <param name="Status">The status on that day.</param>
/// <param name="Light">The disclosure light.</param>
/// <param name="Verdict">Why it has its tier; <see langword="null"/> before the first rules and while it is not registered.</param>
/// <param name="On">The day for which this was calculated; the default before the first time.</param>
/// <param name="ByRules">The fingerprint of the tier rules.</param>
/// <param name="DueOn">The day on which this may change merely because time passes.</param>
internal sealed record Assessment(
    OrganisationStatus Status,
    Light Light,
    TierVerdict? Verdict,
    DateOnly On,
    string ByRules,
    DateOnly DueOn
)
{
    public static Assessment New { get; } = new(OrganisationStatus.Registered, Light.Green, null, default, "", default);

    public string? Tier => Verdict?.Tier;
}
