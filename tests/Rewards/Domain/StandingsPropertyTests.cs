using FsCheck;
using FsCheck.Fluent;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Tests.Domain;

public sealed class StandingsPropertyTests
{
    public static TheoryData<int> BothShapes => [2020, 2025];

    [Theory, MemberData(nameof(BothShapes))]
    public void The_order_of_arrival_never_changes_the_result(int year) =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, Gen.Choose(0, int.MaxValue).ToArbitrary(), (purchases, seed) =>
            {
                var rules = Samples.Rules(year);
                // Arrived in another order, the same purchases have other ids: the hashes differ, the standings and awards do not.
                var arrived = purchases.Shuffled(seed);
                var awards = AwardYear.Compute(1, null, Samples.Inputs(rules, purchases, 2)).Awards;
                var others = AwardYear
                    .Compute(
                        1,
                        null,
                        Samples.Inputs(rules, arrived.Select((purchase, n) => purchase with { Id = Samples.PurchaseId(n) }), 2)
                    )
                    .Awards;
                return awards.Select(award => award with { Hash = "" }).SequenceEqual(others.Select(award => award with { Hash = "" }))
                    && Lines(year, TallyBook.Of(purchases)) == Lines(year, TallyBook.Of(arrived));
            }));

    [Theory, MemberData(nameof(BothShapes))]
    public void Accepted_and_reversed_equals_never_accepted(int year) =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, Gen.Choose(0, int.MaxValue).ToArbitrary(), (purchases, seed) =>
            {
                var stays = purchases.Where(purchase => (purchase.Id.GetHashCode() ^ seed) % 3 != 0).ToArray();
                var book = TallyBook.Of(purchases.Shuffled(seed));
                foreach (var reversed in purchases.Except(stays).ToArray().Shuffled(seed + 1))
                {
                    book.Remove(reversed);
                }

                return Lines(year, book) == Lines(year, TallyBook.Of(stays));
            }));

    [Fact]
    public void A_tally_folded_live_equals_one_replayed_from_nothing_after_every_step() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, Gen.Choose(0, int.MaxValue).ToArbitrary(), (purchases, seed) =>
            {
                var random = new Random(seed);
                var live = new TallyBook();
                var counted = new List<CountedPurchase>();
                foreach (var purchase in purchases)
                {
                    live.Add(purchase);
                    counted.Add(purchase);
                    if (random.Next(3) == 0)
                    {
                        var reversed = counted[random.Next(counted.Count)];
                        live.Remove(reversed);
                        counted.Remove(reversed);
                    }
                    if (Lines(2025, live) != Lines(2025, TallyBook.Of(counted)))
                    {
                        return false;
                    }
                }
                return true;
            }));

    [Theory, MemberData(nameof(BothShapes))]
    public void An_order_in_which_a_few_take_their_new_places_is_the_one_computed_from_nothing(int year) =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, Gen.Choose(0, int.MaxValue).ToArbitrary(), (purchases, seed) =>
            {
                var (rules, random, book) = (Samples.Rules(year), new Random(seed), new TallyBook());
                IReadOnlyList<ScoredEntrant> ordered = [];
                foreach (
                    var step in purchases
                        .Chunk(random.Next(1, 4))
                        .SelectMany(chunk => new[] { chunk, chunk.Where(_ => random.Next(3) == 0).ToArray() }.Index())
                )
                {
                    foreach (var purchase in step.Item)
                    {
                        if (step.Index == 0)
                        {
                            book.Add(purchase);
                        }
                        else
                        {
                            book.Remove(purchase);
                        }
                    }
                    ordered = StandingsCalculator.Reorder(
                        ordered,
                        step.Item.Where(p => p.Series is Series.Social)
                            .Select(p => p.BuyerId)
                            .Distinct()
                            .ToDictionary(
                                id => id,
                                id =>
                                {
                                    var tally = book.Of(id, Series.Social);
                                    return tally.Purchases > 0
                                        ? StandingsCalculator.Score(rules, rules.Social!, new Entrant(id, id == Samples.Buyer(2), tally))
                                        : null;
                                }
                            )
                    );
                    if (Samples.Bits(StandingsCalculator.Rank(rules.Social!, ordered)) != Lines(year, book))
                    {
                        return false;
                    }
                }
                return true;
            }));

    [Fact]
    public void The_two_series_never_touch_each_other() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(Samples.SomePurchases, purchases =>
                Lines(2025, TallyBook.Of(purchases)) == Lines(2025, TallyBook.Of(purchases.Where(p => p.Series is Series.Social)))
            )
        );

    [Fact]
    public void The_sum_of_the_lines_is_the_sum_of_the_counted_purchases() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, purchases =>
            {
                var lines = Samples.Standings(Samples.Rules(2025), TallyBook.Of(purchases));
                var social = purchases.Where(p => p.Series is Series.Social).ToArray();
                return lines.Sum(line => line.TotalTwd) == social.Sum(p => p.AmountTwd)
                    && lines.Sum(line => line.Explanation.PurchasesCounted) == social.Length
                    && lines.All(line => line.Score == line.Explanation.Points.Sum(points => points.Contribution));
            }));

    private static string Lines(int year, TallyBook book) => Samples.Bits(Samples.Standings(Samples.Rules(year), book, Series.Social, 2));
}
