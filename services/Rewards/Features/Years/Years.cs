using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Features.Awards;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Years;

/// <summary>
/// The award years: closes and restates them, with the awards and the events. A result is never changed, so a command names no version of
/// it with If-Match; the lock of the year puts the commands in order.
/// </summary>
internal sealed class Years(RewardsDbContext db, YearLedger ledger, RuleBook rules)
{
    /// <summary>Closes a year with the special awards that the reviewers chose.</summary>
    public async Task<Answer<YearResultView>> CloseAsync(int year, IReadOnlyList<SpecialAwardChoice> special, Command command)
    {
        if (await rules.FindAsync(year, command.Aborted) is null)
        {
            return RewardsErrors.NoRules(year);
        }

        return year > command.Today.Year
            ? RewardsErrors.YearNotBegun(year)
            : await ComputeAsync(year, special, null, command, AwardYear.Close);
    }

    /// <summary>Restates a closed year with the rules and special awards of its closing.</summary>
    public async Task<Answer<YearResultView>> RestateAsync(int year, string? reason, Command command) =>
        await LatestAsync(year, command) is null
            ? RewardsErrors.YearNotClosed(year)
            : await ComputeAsync(year, null, reason, command, (before, inputs) => AwardYear.Restate(before, inputs, reason));

    private async Task<Answer<YearResultView>> ComputeAsync(
        int year,
        IReadOnlyList<SpecialAwardChoice>? special,
        string? reason,
        Command command,
        Func<YearResult?, YearInputs, Result<YearResult>> decide
    )
    {
        var standings = await ledger.AcquireNextVersionAsync(year, command.Now, command.Aborted);
        await db.SaveChangesAsync(command.Aborted);
        // Read after acquiring the lock: another command may have committed in the meantime.
        var before = await LatestAsync(year, command);
        var ruleVersion = before?.RuleVersion ?? (await rules.FindAsync(year, command.Aborted))!.Version;
        var inputs = await ledger.InputsAsync(year, ruleVersion, standings, special ?? before!.Special, command.Aborted);
        if (!decide(before?.Result, inputs).Succeeded(out var result, out var refused))
        {
            return refused;
        }

        var row = new YearResultRow
        {
            Year = year,
            Version = result.Version,
            RuleVersion = ruleVersion,
            StandingsVersion = standings,
            InputHash = result.InputHash,
            PreviousHash = before?.Hash,
            Hash = result.Hash,
            Purchases = result.Purchases,
            Special = [.. inputs.Special],
            Awards = result.Awards,
            Changes = before is null ? [] : Restatement.Differences(before.Result, result),
            Reason = reason,
            At = command.Now,
        };
        return YearResultView.Of(row, await SaveAsync(row, inputs.Rules, command));
    }

    private Task<YearResultRow?> LatestAsync(int year, Command command) =>
        db
            .YearResults.AsNoTracking()
            .Where(row => row.Year == year)
            .OrderByDescending(row => row.Version)
            .FirstOrDefaultAsync(command.Aborted);

    /// <summary>Saves a result and publishes its events. Returns all awards of the year.</summary>
    private async Task<IReadOnlyCollection<AwardRow>> SaveAsync(YearResultRow row, RuleSet ruleSet, Command command)
    {
        db.YearResults.Add(row);
        await db
            .AwardYears.Where(year => year.Year == row.Year)
            .ExecuteUpdateAsync(set => set.SetProperty(year => year.ResultVersion, row.Version), command.Aborted);
        var awards = await db.Awards.Where(award => award.Year == row.Year).ToDictionaryAsync(award => award.Key, command.Aborted);
        var before = awards
            .Where(award => award.Value.Current.State is AwardState.Granted)
            .ToDictionary(award => award.Key, award => AwardView.Snapshot(award.Value));
        await GrantAsync(awards, row, ruleSet, command);

        var (contract, audience) = row.ToContract(awards, before);
        db.Publish(row.Year.ToString(CultureInfo.InvariantCulture), row.Version, contract, audience, row.At);
        foreach (var award in row.GrantedOf(awards))
        {
            var (granted, recipients) = award.ToContract(row.At);
            db.Publish(award, granted, recipients, row.At);
        }

        await db.SaveChangesAsync(command.Aborted);
        return awards.Values;
    }

    /// <summary>Withdraws the awards that the result no longer grants, and grants those that it does.</summary>
    private async Task GrantAsync(Dictionary<(Series, string, Guid), AwardRow> awards, YearResultRow row, RuleSet ruleSet, Command command)
    {
        var granted = row.Awards.Select(award => award.Key).ToHashSet();
        foreach (var award in awards.Values.Where(award => award.Current.State is AwardState.Granted && !granted.Contains(award.Key)))
        {
            award.Withdraw(row.Version, row.At);
        }

        var titles = ruleSet.Titles().ToDictionary(title => title.Code);
        var buyerIds = row.Awards.Select(award => award.BuyerId).Distinct().ToArray();
        var buyers = await db
            .Buyers.AsNoTracking()
            .Where(buyer => buyerIds.Contains(buyer.Id))
            .ToDictionaryAsync(buyer => buyer.Id, command.Aborted);
        foreach (var grant in row.Awards)
        {
            if (!awards.TryGetValue(grant.Key, out var award))
            {
                var (title, buyer) = (titles[grant.Code], buyers[grant.BuyerId]);
                award = new AwardRow
                {
                    Id = Guid.CreateVersion7(),
                    Party = buyer.Party,
                    AwardNo = string.Create(CultureInfo.InvariantCulture, $"BP-{row.Year}-{awards.Count + 1:D4}"),
                    Year = row.Year,
                    Series = grant.Series,
                    Code = grant.Code,
                    Name = title.Name,
                    Presenter = title.Presenter,
                    BuyerId = buyer.Id,
                    BuyerName = buyer.Name,
                    Versions = [],
                };
                awards.Add(grant.Key, award);
                db.Awards.Add(award);
            }

            award.Grant(grant, row.Version, row.At);
        }
    }
}
