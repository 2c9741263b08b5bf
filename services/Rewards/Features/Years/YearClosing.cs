using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Features.Awards;
using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Features.Years;

/// <summary>Saves a result with its awards and publishes the events.</summary>
internal sealed class YearClosing(RewardsDbContext db)
{
    public Task<YearResultRow?> LatestAsync(int year, CancellationToken cancellationToken) =>
        db
            .YearResults.AsNoTracking()
            .Where(row => row.Year == year)
            .OrderByDescending(row => row.Version)
            .FirstOrDefaultAsync(cancellationToken);

    public async Task<YearResultView> SaveAsync(
        YearResultRow? before,
        YearResult result,
        YearInputs inputs,
        long standingsVersion,
        string? reason,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var rules = inputs.Rules;
        var changes = before is null ? [] : Restatement.Differences(before.Result, result);
        var row = new YearResultRow
        {
            Year = rules.Year,
            Version = result.Version,
            RuleVersion = rules.Version,
            StandingsVersion = standingsVersion,
            InputHash = result.InputHash,
            PreviousHash = before?.Hash,
            Hash = result.Hash,
            Purchases = result.Purchases,
            Special = [.. inputs.Special],
            Awards = result.Awards,
            Changes = changes,
            Reason = reason,
            At = at,
        };
        db.YearResults.Add(row);
        await db
            .AwardYears.Where(year => year.Year == rules.Year)
            .ExecuteUpdateAsync(set => set.SetProperty(year => year.ResultVersion, result.Version), cancellationToken);

        var awards = await db.Awards.Where(award => award.Year == rules.Year).ToListAsync(cancellationToken);
        var snapshots = awards
            .Where(award => award.Current.State is AwardState.Granted)
            .ToDictionary(award => (award.Series, award.Code, award.BuyerId), AwardView.Snapshot);
        await ApplyAsync(awards, result, rules, at, cancellationToken);
        PublishEvents(awards, row, changes, snapshots, at);
        await db.SaveChangesAsync(cancellationToken);
        return YearResultView.Of(row, awards);
    }

    private async Task ApplyAsync(
        List<AwardRow> awards,
        YearResult result,
        RuleSet rules,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var granted = result.Awards.ToDictionary(award => award.Key);
        foreach (
            var award in awards.Where(award =>
                award.Current.State is AwardState.Granted && !granted.ContainsKey((award.Series, award.Code, award.BuyerId))
            )
        )
        {
            award.Versions =
            [
                .. award.Versions,
                award.Current with
                {
                    ResultVersion = result.Version,
                    State = AwardState.Withdrawn,
                    At = at,
                },
            ];
        }

        var titles = rules.Titles().ToDictionary(title => title.Code);
        var buyerIds = granted.Values.Select(award => award.BuyerId).Distinct().ToArray();
        var buyers = await db
            .Buyers.AsNoTracking()
            .Where(buyer => buyerIds.Contains(buyer.Id))
            .ToDictionaryAsync(buyer => buyer.Id, cancellationToken);
        var existing = awards.ToDictionary(award => (award.Series, award.Code, award.BuyerId));
        foreach (var grant in result.Awards)
        {
            var version = new AwardVersion(
                result.Version,
                AwardState.Granted,
                grant.Rank,
                grant.Score,
                grant.TotalTwd,
                grant.Suppliers,
                grant.Hash,
                at
            );
            if (existing.TryGetValue(grant.Key, out var award))
            {
                award.Versions = [.. award.Versions, version];
                award.Citation = grant.Citation;
                continue;
            }
            var (title, buyer) = (titles[grant.Code], buyers[grant.BuyerId]);
            award = new AwardRow
            {
                Id = Guid.CreateVersion7(),
                Party = buyer.Party,
                AwardNo = string.Create(CultureInfo.InvariantCulture, $"BP-{rules.Year}-{awards.Count + 1:D4}"),
                Year = rules.Year,
                Series = grant.Series,
                Code = grant.Code,
                Name = title.Name,
                Presenter = title.Presenter,
                BuyerId = buyer.Id,
                BuyerName = buyer.Name,
                Citation = grant.Citation,
                Versions = [version],
            };
            awards.Add(award);
            db.Awards.Add(award);
        }
    }

    private void PublishEvents(
        List<AwardRow> awards,
        YearResultRow row,
        IReadOnlyList<AwardDifference> changes,
        Dictionary<(Series, string, Guid), AwardSnapshot> before,
        DateTimeOffset at
    )
    {
        var subject = row.Year.ToString(CultureInfo.InvariantCulture);
        var changed = changes.Where(change => change.Change is AwardChangeKind.Granted).Select(change => change.After!.Key).ToHashSet();
        if (row.Version == 1)
        {
            db.Publish(
                subject,
                row.Version,
                new YearClosed
                {
                    Year = row.Year,
                    RuleVersion = row.RuleVersion,
                    Purchases = row.Purchases,
                    Awards = row.Awards.Count,
                    Hash = row.Hash,
                    ClosedAt = at,
                },
                Audience.Public,
                at
            );
        }
        else
        {
            var now = awards.ToDictionary(award => (award.Series, award.Code, award.BuyerId));
            db.Publish(
                subject,
                row.Version,
                new AwardsRestated
                {
                    Year = row.Year,
                    Version = row.Version,
                    Reason = row.Reason!,
                    PreviousHash = row.PreviousHash!,
                    Hash = row.Hash,
                    Changes =
                    [
                        .. changes.Select(change => new AwardChange
                        {
                            Change = change.Change.ToCamelCase(),
                            Before = change.Before is { } old ? before[old.Key] : null,
                            After = change.After is { } next ? AwardView.Snapshot(now[next.Key]) : null,
                        }),
                    ],
                    RestatedAt = at,
                },
                Audience.Public.Notifying(changes.Select(change => Audience.Party(now[(change.After ?? change.Before)!.Key].Party))),
                at
            );
        }

        foreach (var award in awards.Where(award => row.Version == 1 || changed.Contains((award.Series, award.Code, award.BuyerId))))
        {
            db.Publish(
                award,
                new AwardGranted { Award = AwardView.Snapshot(award), GrantedAt = at },
                Audience.Public.Notifying(Audience.Party(award.Party)),
                at
            );
        }
    }
}
