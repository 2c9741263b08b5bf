using Platform.Contracts;

namespace Platform.Registry.Domain.Organisations;

/// <summary>The evidence of impact that the platform has.</summary>
internal enum TierMeasure
{
    /// <summary>Public-interest reports filed.</summary>
    Reports,

    /// <summary>Accepted purchases of the social series, in NT$. Start-up procurement is a separate series and is never added.</summary>
    PurchasesTwd,

    /// <summary>Distinct buyers in the social series.</summary>
    Buyers,

    /// <summary>Jobs in the latest report.</summary>
    Jobs,

    /// <summary>Beneficiaries in the latest report.</summary>
    Beneficiaries,
}

/// <summary>The evidence for one measure and the required value.</summary>
internal sealed record TierLine(TierMeasure Measure, long Value, long AtLeast)
{
    public bool Met => Value >= AtLeast;
}

/// <summary>A tier with the rules and the evidence that gave it, and the evidence and the required values for the next tier.</summary>
internal sealed record TierVerdict(
    string? Tier,
    string RuleVersion,
    IReadOnlyList<TierLine> Evidence,
    string? Next,
    IReadOnlyList<TierLine> ForNext
);

internal sealed record TierCriterion(TierMeasure Measure, long AtLeast);

/// <summary>A tier and its criteria. It is reached when every criterion is met.</summary>
internal sealed record TierDefinition(string Tier, Bilingual Name, IReadOnlyList<TierCriterion> Criteria);

/// <summary>The rules that apply from a date, the lowest tier first.</summary>
internal sealed record TierRuleSet(string Version, DateOnly EffectiveFrom, IReadOnlyList<TierDefinition> Tiers)
{
    /// <summary>Returns the highest tier whose criteria are all met, with its evidence.</summary>
    public TierVerdict Judge(IReadOnlyDictionary<TierMeasure, long> evidence)
    {
        var lines = Tiers
            .Select(tier =>
                tier.Criteria.Select(criterion => new TierLine(
                        criterion.Measure,
                        evidence.GetValueOrDefault(criterion.Measure),
                        criterion.AtLeast
                    ))
                    .ToArray()
            )
            .ToArray();
        var reached = Array.FindLastIndex(lines, tier => tier.All(line => line.Met));
        var next = reached + 1 < Tiers.Count ? reached + 1 : -1;
        return new(
            reached < 0 ? null : Tiers[reached].Tier,
            Version,
            reached < 0 ? [] : lines[reached],
            next < 0 ? null : Tiers[next].Tier,
            next < 0 ? [] : lines[next]
        );
    }
}
