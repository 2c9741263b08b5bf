using Platform.Domain;

namespace Platform.Rewards.Domain.Rules;

/// <summary>The rules of a year: the rule set in force, if there is one, and whether the year is closed.</summary>
internal sealed record YearRules(int Year, RuleSet? Current, bool IsClosed)
{
    /// <summary>The version of the rule set in force; 0 when the year has none.</summary>
    public int Version => Current?.Version ?? 0;

    /// <summary>Replaces the rule set of an open year; its version is the next one.</summary>
    public Result<RuleSet> Replace(RuleSet next) => IsClosed ? RewardsErrors.YearClosed(Year) : next with { Version = Version + 1 };
}
