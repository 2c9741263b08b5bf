using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Tests.Domain;

public sealed class AwardYearTests
{
    private static readonly CountedFixture Fixture = new();

    [Fact]
    public void Closing_twice_is_refused()
    {
        var closed = AwardYear.Close(null, Fixture.Inputs).Value;
        Assert.Equal("rewards.year-closed", AwardYear.Close(closed, Fixture.Inputs).Error?.Code);
    }

    [Fact]
    public void Replaying_a_closed_year_gives_the_same_hash_and_changing_any_input_gives_another()
    {
        var closed = AwardYear.Close(null, Fixture.Inputs).Value;
        Assert.Equal(Samples.Bits(closed), Samples.Bits(AwardYear.Compute(1, null, Fixture.Inputs)));

        var (first, rest, rules) = (Fixture.Purchases[0], Fixture.Purchases[1..], Fixture.Inputs.Rules);
        var tampered = new[]
        {
            Samples.Inputs(rules, rest, 2),
            Samples.Inputs(rules, [first with { AmountTwd = first.AmountTwd + 1 }, .. rest], 2),
            Samples.Inputs(rules, [first with { VoucherNo = "ZZ" }, .. rest], 2),
            Samples.Inputs(rules with { Version = 2 }, Fixture.Purchases, 2),
            Fixture.Inputs with
            {
                IsSme = Fixture.Inputs.IsSme.ToDictionary(entry => entry.Key, entry => !entry.Value),
            },
        };
        Assert.All(tampered, inputs => Assert.NotEqual(closed.InputHash, AwardYear.Compute(1, null, inputs).InputHash));
        Assert.All(tampered, inputs => Assert.NotEqual(closed.Hash, AwardYear.Compute(1, null, inputs).Hash));
    }

    [Fact]
    public void A_link_is_the_sha_256_of_the_link_before_and_a_plain_json_array()
    {
        var chain = new HashChain().Append("purchase", 42L, new DateOnly(2025, 6, 30), null, "憑證|\"1\"", true);
        var plain = Encoding.UTF8.GetBytes("""["purchase",42,"2025-06-30",null,"憑證|\"1\"",true]""");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. new byte[32], .. plain])), chain.Value);
    }

    [Fact]
    public void What_a_year_counts_is_taken_in_by_id_each_once()
    {
        var counted = new CountedYear(Samples.Rules(2025));
        counted.Add(Fixture.Purchases[1]);
        Assert.All([0, 1], n => Assert.Throws<ArgumentException>(() => counted.Add(Fixture.Purchases[n])));
    }

    [Fact]
    public void A_restatement_needs_a_closed_year_a_reason_and_something_that_changed()
    {
        var closed = AwardYear.Close(null, Fixture.Inputs).Value;
        Assert.Equal("rewards.year-not-closed", AwardYear.Restate(null, Fixture.Inputs, "late refund").Error?.Code);
        Assert.Equal("rewards.reason-missing", AwardYear.Restate(closed, Fixture.Inputs, " ").Error?.Code);
        Assert.Equal("rewards.nothing-to-restate", AwardYear.Restate(closed, Fixture.Inputs, "late refund").Error?.Code);
    }

    [Fact]
    public void A_restatement_names_every_award_that_changed_and_is_chained_to_the_result_before()
    {
        // 2020: buyer 1 has 5,000,000, buyer 2 1,000,000, buyer 3 600,000. Buyer 1's 4,600,000 is reversed: 400,000 are left, no award.
        // Buyers 2 and 3 keep theirs and move up one rank.
        var rules = Samples.Rules(2020);
        var big = Samples.Purchase(1, 1, Samples.Suppliers[0], 4_600_000);
        var rest = new[]
        {
            Samples.Purchase(2, 1, Samples.Suppliers[1], 400_000),
            Samples.Purchase(3, 2, Samples.Suppliers[1], 1_000_000),
            Samples.Purchase(4, 3, Samples.Suppliers[1], 600_000),
        };
        var closed = AwardYear.Close(null, Samples.Inputs(rules, [big, .. rest])).Value;

        var restated = AwardYear.Restate(closed, Samples.Inputs(rules, rest), "refund found in the audit").Value;

        Assert.Equal(
            [(AwardChangeKind.Withdrawn, 1, null), (AwardChangeKind.Changed, 2, 1), (AwardChangeKind.Changed, 3, 2)],
            Restatement.Differences(closed, restated).Select(d => (d.Change, d.Before!.Rank!.Value, d.After?.Rank))
        );
        Assert.Equal(2, restated.Version);
        Assert.NotEqual(restated.Hash, AwardYear.Compute(2, null, Samples.Inputs(rules, rest)).Hash);
        Assert.Equal(restated.Hash, AwardYear.Compute(2, closed.Hash, Samples.Inputs(rules, rest)).Hash);
    }

    [Fact]
    public void Differences_applied_to_the_old_awards_give_the_new_ones() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Samples.SomePurchases, purchases =>
            {
                var before = AwardYear.Compute(1, null, Samples.Inputs(Samples.Rules(2025), purchases));
                var after = AwardYear.Compute(
                    2,
                    before.Hash,
                    Samples.Inputs(Samples.Rules(2025), [.. purchases.Skip(purchases.Length / 3)])
                );
                var awards = before.Awards.ToDictionary(award => award.Key, award => award with { Hash = "" });
                foreach (var (change, old, now) in Restatement.Differences(before, after))
                {
                    if (change is AwardChangeKind.Withdrawn)
                    {
                        awards.Remove(old!.Key);
                    }
                    else
                    {
                        awards[now!.Key] = now with { Hash = "" };
                    }
                }
                return awards.Values.ToHashSet().SetEquals(after.Awards.Select(award => award with { Hash = "" }));
            }));

    [Fact]
    public void A_special_award_needs_a_known_code_a_free_place_and_a_buyer_with_a_purchase()
    {
        SpecialAwardChoice Given(string code, int buyer) => new(code, Samples.Buyer(buyer), Samples.Text("for its kitchen"));
        string? Refusal(params SpecialAwardChoice[] special) =>
            AwardYear.Close(null, Fixture.Inputs with { Special = special }).Error?.Code;

        Assert.Equal("rewards.special-award-unknown", Refusal(Given("special-nothing", 1)));
        Assert.Equal("rewards.special-award-unknown", Refusal(Given("special-channel", 1), Given("special-channel", 1)));
        Assert.Equal("rewards.special-award-without-purchase", Refusal(Given("special-channel", 9)));

        var closed = AwardYear.Close(null, Fixture.Inputs with { Special = [Given("special-channel", 1)] }).Value;
        var special = Assert.Single(closed.Awards, award => award.Citation is not null);
        Assert.Equal((null, null, null), (special.Rank, special.Score, special.TotalTwd));
    }

    private sealed class CountedFixture
    {
        public CountedPurchase[] Purchases { get; } =
        [.. Enumerable.Range(1, 9).Select(n => Samples.Purchase(n, n % 3 + 1, Samples.Suppliers[n % 4], n * 100_000L))];

        public YearInputs Inputs => Samples.Inputs(Samples.Rules(2025), Purchases, 2);
    }
}
