namespace Platform.Rewards.Domain.Closing;

internal enum AwardChangeKind
{
    Granted,
    Withdrawn,
    Changed,
}

/// <summary>The effect of a restatement on one award.</summary>
internal sealed record AwardDifference(AwardChangeKind Change, GrantedAward? Before, GrantedAward? After);

internal static class Restatement
{
    /// <summary>
    /// Returns every award that differs between two results. It ignores the awards' hashes, because they cover all inputs of the year.
    /// </summary>
    public static IReadOnlyList<AwardDifference> Differences(YearResult before, YearResult after)
    {
        var old = before.Awards.ToDictionary(award => award.Key);
        var now = after.Awards.ToDictionary(award => award.Key);
        return
        [
            .. before
                .Awards.Concat(after.Awards.Where(award => !old.ContainsKey(award.Key)))
                .Select(award => award.Key)
                .Select(key =>
                    (Before: old.GetValueOrDefault(key), After: now.GetValueOrDefault(key)) switch
                    {
                        (null, { } granted) => new AwardDifference(AwardChangeKind.Granted, null, granted),
                        ({ } withdrawn, null) => new AwardDifference(AwardChangeKind.Withdrawn, withdrawn, null),
                        var (was, changed) when was! with { Hash = "" } != changed! with { Hash = "" } => new AwardDifference(
                            AwardChangeKind.Changed,
                            was,
                            changed
                        ),
                        _ => null,
                    }
                )
                .OfType<AwardDifference>(),
        ];
    }
}
