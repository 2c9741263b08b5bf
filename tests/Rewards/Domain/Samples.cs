using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Tests.Domain;

internal static class Samples
{
    public static readonly string[] Suppliers = ["22099131", "04595257", "10458574", "10458575"];

    public static RuleSet Rules(int year) => DefaultRuleSets.All.Single(rules => rules.Year == year);

    public static Guid Buyer(int n) => new($"00000000-0000-7000-8000-{n:D12}");

    public static Guid PurchaseId(int n) => new($"00000000-0000-7000-9000-{n:D12}");

    public static CountedPurchase Purchase(
        int n,
        int buyer,
        string supplier,
        long amount,
        Series series = Series.Social,
        int year = 2025
    ) => new(PurchaseId(n), Buyer(buyer), supplier, amount, new DateOnly(year, 6, 30), $"AB{n:D8}", series);

    public static YearInputs Inputs(RuleSet rules, IEnumerable<CountedPurchase> purchases, params int[] smes)
    {
        var counted = new CountedYear(rules);
        foreach (var purchase in purchases.OrderBy(purchase => purchase.Id))
        {
            counted.Add(purchase);
        }

        return new(counted, Everybody(smes), []);
    }

    public static IReadOnlyList<StandingLine> Standings(RuleSet rules, TallyBook book, Series series = Series.Social, params int[] smes) =>
        StandingsCalculator.Compute(rules, series, book.Entrants(series, Everybody(smes)));

    public static string Bits(object value) => JsonSerializer.Serialize(value, RuleSetJson.Options);

    public static Bilingual Text(string text) => new() { En = text };

    /// <summary>Up to forty purchases by five buyers from four suppliers, of amounts that straddle the bands.</summary>
    public static Arbitrary<CountedPurchase[]> SomePurchases { get; } =
        (
            from count in Gen.Choose(0, 40)
            from rows in (
                from buyer in Gen.Choose(1, 5)
                from supplier in Gen.Elements(Suppliers)
                from amount in Gen.OneOf(Gen.Choose(1, 200_000), Gen.Choose(400_000, 6_000_000), Gen.Constant(500_000))
                from series in Gen.Frequency((3, Gen.Constant(Series.Social)), (1, Gen.Constant(Series.Startup)))
                select (buyer, supplier, amount, series)
            ).ArrayOf(count)
            select rows.Select((row, i) => Purchase(i, row.buyer, row.supplier, row.amount, row.series)).ToArray()
        ).ToArbitrary();

    public static CountedPurchase[] Shuffled(this IEnumerable<CountedPurchase> purchases, int seed)
    {
        var shuffled = purchases.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static Dictionary<Guid, bool> Everybody(int[] smes) => Enumerable.Range(1, 9).ToDictionary(Buyer, smes.Contains);
}
