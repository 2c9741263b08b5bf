using Platform.Contracts.Rewards.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Features.Awards;

namespace Platform.Rewards.Features.Years;

/// <summary>The events of a closing or restatement: one of the year, and one of each award that it grants for the first time.</summary>
internal static class YearEvents
{
    /// <summary>Returns the event of the year, with its audience.</summary>
    /// <param name="row">The result.</param>
    /// <param name="awards">The awards of the year after it.</param>
    /// <param name="before">The awards that were granted before it.</param>
    public static (object Contract, Audience Audience) ToContract(
        this YearResultRow row,
        IReadOnlyDictionary<(Series, string, Guid), AwardRow> awards,
        IReadOnlyDictionary<(Series, string, Guid), AwardSnapshot> before
    ) =>
        row.Version == 1
            ? (
                new YearClosed
                {
                    Year = row.Year,
                    RuleVersion = row.RuleVersion,
                    Purchases = row.Purchases,
                    Awards = row.Awards.Count,
                    Hash = row.Hash,
                    ClosedAt = row.At,
                },
                Audience.Public
            )
            : (
                new AwardsRestated
                {
                    Year = row.Year,
                    Version = row.Version,
                    Reason = row.Reason!,
                    PreviousHash = row.PreviousHash!,
                    Hash = row.Hash,
                    Changes =
                    [
                        .. row.Changes.Select(change => new AwardChange
                        {
                            Change = change.Change.ToCamelCase(),
                            Before = change.Before is { } old ? before[old.Key] : null,
                            After = change.After is { } next ? AwardView.Snapshot(awards[next.Key]) : null,
                        }),
                    ],
                    RestatedAt = row.At,
                },
                Audience.Public.Notifying(row.Changes.Select(change => Audience.Party(awards[(change.After ?? change.Before)!.Key].Party)))
            );

    /// <summary>Returns the event of a new award, with its audience.</summary>
    public static (AwardGranted Contract, Audience Audience) ToContract(this AwardRow award, DateTimeOffset at) =>
        (new() { Award = AwardView.Snapshot(award), GrantedAt = at }, Audience.Public.Notifying(Audience.Party(award.Party)));

    /// <summary>Returns the awards that a result grants and the previous one did not.</summary>
    public static IEnumerable<AwardRow> GrantedOf(this YearResultRow row, IReadOnlyDictionary<(Series, string, Guid), AwardRow> awards)
    {
        var granted = row
            .Changes.Where(change => change.Change is AwardChangeKind.Granted)
            .Select(change => change.After!.Key)
            .ToHashSet();
        return awards.Values.Where(award => row.Version == 1 || granted.Contains(award.Key));
    }
}
