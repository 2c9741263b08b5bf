using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Closing;

/// <summary>A recipient of a special award, chosen by hand.</summary>
internal sealed record SpecialAwardChoice(string Code, Guid BuyerId, Bilingual Citation);

/// <summary>Everything that decides the awards of a year, at the time of a closing or restatement.</summary>
internal sealed record YearInputs(
    CountedYear Counted,
    IReadOnlyDictionary<Guid, bool> IsSme,
    IReadOnlyCollection<SpecialAwardChoice> Special
)
{
    public RuleSet Rules => Counted.Rules;

    /// <summary>The buyers with a counted purchase in either series.</summary>
    public IEnumerable<Guid> Buyers => Counted.Book.All.Where(entry => entry.Tally.Purchases > 0).Select(entry => entry.Buyer).Distinct();
}

/// <summary>An award in a result. A special award has no rank, score or total, because the amount does not decide it.</summary>
internal sealed record GrantedAward(
    Series Series,
    string Code,
    Guid BuyerId,
    int? Rank,
    long? Score,
    long? TotalTwd,
    int? Suppliers,
    Bilingual? Citation,
    string Hash
)
{
    [JsonIgnore]
    public (Series, string, Guid) Key => (Series, Code, BuyerId);
}

/// <summary>The awards of a year with the hashes that make them verifiable.</summary>
/// <param name="Version">The version of the result: 1 is the closing, 2 the first restatement.</param>
/// <param name="InputHash">The hash of the rule set, the counted purchases, the buyers and the special awards.</param>
/// <param name="Hash">The hash of the previous result's hash, the input hash and the awards.</param>
/// <param name="Purchases">The number of counted purchases.</param>
/// <param name="Awards">The awards in order of series, rank and code.</param>
internal sealed record YearResult(int Version, string InputHash, string Hash, int Purchases, IReadOnlyList<GrantedAward> Awards);

internal static class AwardYear
{
    /// <summary>Closes a year: fixes its awards, with a hash of the inputs.</summary>
    public static Result<YearResult> Close(YearResult? current, YearInputs inputs) =>
        current is not null ? RewardsErrors.YearClosed(inputs.Rules.Year)
        : RefuseSpecial(inputs) is { } error ? error
        : Compute(1, null, inputs);

    /// <summary>Computes a closed year again. The previous result does not change; the new one is chained to it.</summary>
    public static Result<YearResult> Restate(YearResult? current, YearInputs inputs, string? reason)
    {
        if (current is null)
        {
            return RewardsErrors.YearNotClosed(inputs.Rules.Year);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return RewardsErrors.ReasonMissing;
        }

        if (RefuseSpecial(inputs) is { } error)
        {
            return error;
        }

        var next = Compute(current.Version + 1, current.Hash, inputs);
        return next.InputHash == current.InputHash ? RewardsErrors.NothingToRestate(inputs.Rules.Year) : next;
    }

    /// <summary>Computes a result from its inputs. The same inputs always give the same result.</summary>
    public static YearResult Compute(int version, string? previousHash, YearInputs inputs)
    {
        var inputHash = HashOf(inputs);
        var awards = new List<GrantedAward>();
        foreach (var series in new[] { Series.Social, Series.Startup })
        {
            awards.AddRange(
                from line in StandingsCalculator.Compute(inputs.Rules, series, inputs.Counted.Book.Entrants(series, inputs.IsSme))
                let award = line.Award
                where award is not null
                select Grant(inputHash, series, award.Code, line.BuyerId, line.Rank, line.Score, line.TotalTwd, line.Suppliers, null)
            );
        }
        awards.AddRange(
            from choice in InOrder(inputs.Special)
            select Grant(inputHash, Series.Social, choice.Code, choice.BuyerId, null, null, null, null, choice.Citation)
        );

        var chain = new HashChain().Append("result", inputs.Rules.Year, version, previousHash, inputHash);
        foreach (var award in awards)
        {
            chain.Append(award.Hash);
        }

        return new YearResult(version, inputHash, chain.Value, inputs.Counted.Purchases, awards);
    }

    private static GrantedAward Grant(
        string inputHash,
        Series series,
        string code,
        Guid buyer,
        int? rank,
        long? score,
        long? total,
        int? suppliers,
        Bilingual? citation
    )
    {
        var hash = new HashChain()
            .Append("award", inputHash, series.ToString(), code, buyer, rank, score, total, suppliers, citation?.Zh, citation?.En)
            .Value;
        return new GrantedAward(series, code, buyer, rank, score, total, suppliers, citation, hash);
    }

    private static string HashOf(YearInputs inputs)
    {
        var chain = inputs.Counted.Chain;
        foreach (var buyer in inputs.Buyers.Order())
        {
            chain.Append("buyer", buyer, inputs.IsSme[buyer]);
        }

        foreach (var choice in InOrder(inputs.Special))
        {
            chain.Append("special", choice.Code, choice.BuyerId, choice.Citation.Zh, choice.Citation.En);
        }

        return chain.Value;
    }

    private static DomainError? RefuseSpecial(YearInputs inputs)
    {
        var buyers = inputs.Buyers.ToHashSet();
        foreach (var group in inputs.Special.GroupBy(choice => choice.Code))
        {
            var places = inputs.Rules.SpecialAwards.FirstOrDefault(award => award.Code == group.Key)?.Places ?? 0;
            if (group.Count() > places || group.DistinctBy(choice => choice.BuyerId).Count() < group.Count())
            {
                return RewardsErrors.UnknownSpecialAward(group.Key);
            }

            if (group.FirstOrDefault(choice => !buyers.Contains(choice.BuyerId)) is { } without)
            {
                return RewardsErrors.SpecialAwardWithoutPurchase(without.BuyerId);
            }
        }
        return null;
    }

    private static IEnumerable<SpecialAwardChoice> InOrder(IEnumerable<SpecialAwardChoice> choices) =>
        choices.OrderBy(choice => choice.Code, StringComparer.Ordinal).ThenBy(choice => choice.BuyerId);
}
