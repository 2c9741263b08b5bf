using System.Security.Cryptography;
using System.Text.Json;
using Platform.Data;

namespace Platform.Registry.Domain.Organisations;

/// <summary>
/// The rule sets for impact tiers (影響力分級), ordered by the date from which they apply. The plan asks for tiers but defines none, so they
/// are data: the built-in file, or the file that <c>Registry:TierRules</c> names.
/// </summary>
internal sealed class TierRules
{
    private readonly TierRuleSet[] sets;

    private TierRules(TierRuleSet[] sets, string fingerprint)
    {
        this.sets = sets;
        Fingerprint = fingerprint;
    }

    /// <summary>A hash of the rules. Tiers that were determined by rules with another fingerprint are recalculated.</summary>
    public string Fingerprint { get; }

    public IReadOnlyList<TierRuleSet> Sets => sets;

    /// <summary>Returns the rules that apply on a date, or <see langword="null"/> before the first.</summary>
    public TierRuleSet? On(DateOnly date) => Array.FindLast(sets, set => set.EffectiveFrom <= date);

    /// <summary>Returns the next date from which other rules apply.</summary>
    public DateOnly? NextAfter(DateOnly date) => Array.Find(sets, set => set.EffectiveFrom > date)?.EffectiveFrom;

    /// <summary>Parses rules. Throws <see cref="InvalidDataException"/> with the reason when they are invalid.</summary>
    public static TierRules Parse(ReadOnlySpan<byte> json)
    {
        TierRuleSet[] sets;
        try
        {
            sets = [.. JsonSerializer.Deserialize<TierRuleSet[]>(json, PlatformJson.Options)!.OrderBy(set => set.EffectiveFrom)];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The tier rules cannot be read: {exception.Message}", exception);
        }

        if (
            sets.Select(set => set.Version).Distinct().Count() < sets.Length
            || sets.Select(set => set.EffectiveFrom).Distinct().Count() < sets.Length
        )
        {
            throw new InvalidDataException("Two sets of tier rules have one version, or hold from one date: give each its own.");
        }

        foreach (var set in sets)
        {
            if (
                set.Tiers.Count == 0
                || set.Tiers.Any(tier => tier.Criteria.Count == 0)
                || set.Tiers.Select(tier => tier.Tier).Distinct().Count() < set.Tiers.Count
            )
            {
                throw new InvalidDataException(
                    $"The tier rules {set.Version} need at least one tier, each with a word of its own and at least one criterion."
                );
            }
        }

        return new(sets, Convert.ToHexStringLower(SHA256.HashData(json)));
    }
}
