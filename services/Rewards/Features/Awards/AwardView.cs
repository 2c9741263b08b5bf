using Platform.Contracts;
using Platform.Contracts.Rewards.V1;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Awards;

internal sealed record AwardView(
    Guid Id,
    long Version,
    string AwardNo,
    int Year,
    Series Series,
    string Code,
    Bilingual Name,
    Bilingual Presenter,
    Guid BuyerId,
    Bilingual BuyerName,
    AwardState State,
    int? Rank,
    long? Score,
    long? TotalTwd,
    int? Suppliers,
    Bilingual? Citation,
    string Hash,
    DateTimeOffset GrantedAt,
    IReadOnlyList<AwardVersion> History
) : IVersionedView
{
    public static AwardView Of(AwardRow row) =>
        new(
            row.Id,
            row.Version,
            row.AwardNo,
            row.Year,
            row.Series,
            row.Code,
            row.Name,
            row.Presenter,
            row.BuyerId,
            row.BuyerName,
            row.Current.State,
            row.Current.Rank,
            row.Current.Score,
            row.Current.TotalTwd,
            row.Current.Suppliers,
            row.Citation,
            row.Current.Hash,
            row.Versions[0].At,
            row.Versions
        );

    public static AwardSnapshot Snapshot(AwardRow row) =>
        new()
        {
            AwardId = row.Id,
            AwardNo = row.AwardNo,
            Year = row.Year,
            Series = row.Series.ToCamelCase(),
            Code = row.Code,
            Name = row.Name,
            Presenter = row.Presenter,
            BuyerId = row.BuyerId,
            BuyerName = row.BuyerName,
            BuyerParty = row.Party,
            Rank = row.Current.Rank,
            Score = row.Current.Score,
            TotalTwd = row.Current.TotalTwd,
            Citation = row.Citation,
            Hash = row.Current.Hash,
        };
}

/// <summary>A closing or restatement: its awards and its changes.</summary>
internal sealed record YearResultView(
    int Year,
    int Version,
    int RuleVersion,
    long StandingsVersion,
    int Purchases,
    string InputHash,
    string? PreviousHash,
    string Hash,
    string? Reason,
    DateTimeOffset At,
    IReadOnlyList<AwardDifference> Changes,
    IReadOnlyList<AwardView> Awards
)
{
    public static YearResultView Of(YearResultRow row, IEnumerable<AwardRow> awards) =>
        new(
            row.Year,
            row.Version,
            row.RuleVersion,
            row.StandingsVersion,
            row.Purchases,
            row.InputHash,
            row.PreviousHash,
            row.Hash,
            row.Reason,
            row.At,
            row.Changes,
            [
                .. awards
                    .Where(award => award.Current.State is AwardState.Granted)
                    .OrderBy(award => award.AwardNo, StringComparer.Ordinal)
                    .Select(AwardView.Of),
            ]
        );
}
