using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Tests.Domain;

/// <summary>Standings computed by hand, one for each shape.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void In_2020_exactly_5_000_000_and_1_000_000_and_500_000_reach_their_tier_and_one_dollar_less_does_not()
    {
        var book = TallyBook.Of([
            // Buyer 1: 3,000,000 + 2,000,000 = 5,000,000: the highest tier.
            Samples.Purchase(1, 1, Samples.Suppliers[0], 3_000_000),
            Samples.Purchase(2, 1, Samples.Suppliers[1], 2_000_000),
            // Buyer 2: 4,999,999: one dollar short of it.
            Samples.Purchase(3, 2, Samples.Suppliers[0], 4_999_999),
            // Buyers 3 and 4: 1,000,000 each: they share rank 3.
            Samples.Purchase(4, 3, Samples.Suppliers[0], 1_000_000),
            Samples.Purchase(5, 4, Samples.Suppliers[0], 400_000),
            Samples.Purchase(6, 4, Samples.Suppliers[2], 600_000),
            // Buyer 5: 500,000, rank 5 after two third places. Buyer 6: 499,999: listed, no award.
            Samples.Purchase(7, 5, Samples.Suppliers[3], 500_000),
            Samples.Purchase(8, 6, Samples.Suppliers[3], 499_999),
        ]);

        var lines = Samples.Standings(Samples.Rules(2020), book);

        Assert.Equal(
            [
                (1, 1, 5_000_000, 2, 3000, "tier5m"),
                (2, 2, 4_999_999, 1, 2000, "tier1m"),
                (3, 3, 1_000_000, 1, 2000, "tier1m"),
                (3, 4, 1_000_000, 2, 2000, "tier1m"),
                (5, 5, 500_000, 1, 1000, "tier500k"),
                (6, 6, 499_999, 1, 0, null),
            ],
            lines.Select(Short)
        );
    }

    [Fact]
    public void In_2025_amount_and_organisation_bands_are_weighted_and_the_sme_bonus_decides_the_second_place()
    {
        var shape = (CompositeScore)Samples.Rules(2025).Social!;
        var rules = Samples.Rules(2025) with
        {
            Social = shape with
            {
                // 1,000,000 and more: 40 points; 100,000 and more: 20; less: 0. Counted at 60 %.
                AmountBands = [new(1_000_000, 40_000), new(100_000, 20_000)],
                AmountWeight = 600,
                // 3 organisations and more: 30 points; one and more: 10. Counted at 40 %.
                OrganisationBands = [new(3, 30_000), new(1, 10_000)],
                OrganisationWeight = 400,
                SmeBonus = 2_500,
                MinimumTotalTwd = 100_000,
                Awards = [shape.Awards[0] with { Places = 1 }, shape.Awards[1] with { Places = 2 }],
                TieBreaks = [CompositeScore.TieBreak.TotalTwd],
            },
        };
        var book = TallyBook.Of([
            // Buyer 1: 1,500,000 from 1: 40 × 0.6 + 10 × 0.4 = 28.
            Samples.Purchase(1, 1, Samples.Suppliers[0], 1_500_000),
            // Buyer 2, an SME: 300,000 from 3: 20 × 0.6 + 30 × 0.4 + 2.5 = 26.5.
            Samples.Purchase(2, 2, Samples.Suppliers[0], 100_000),
            Samples.Purchase(3, 2, Samples.Suppliers[1], 100_000),
            Samples.Purchase(4, 2, Samples.Suppliers[2], 100_000),
            // Buyer 3: 450,000 from 3: 20 × 0.6 + 30 × 0.4 = 24: more money than buyer 2, no bonus.
            Samples.Purchase(5, 3, Samples.Suppliers[0], 150_000),
            Samples.Purchase(6, 3, Samples.Suppliers[1], 150_000),
            Samples.Purchase(7, 3, Samples.Suppliers[2], 150_000),
            // Buyer 4: 400,000 from 3: 24 too; the total amount puts it behind buyer 3. No place is left.
            Samples.Purchase(8, 4, Samples.Suppliers[0], 200_000),
            Samples.Purchase(9, 4, Samples.Suppliers[1], 100_000),
            Samples.Purchase(10, 4, Samples.Suppliers[3], 100_000),
            // Buyer 5: 99,999 from 1: 0 + 10 × 0.4 = 4, below the least total. Its start-up purchase is another series.
            Samples.Purchase(11, 5, Samples.Suppliers[0], 99_999),
            Samples.Purchase(12, 5, Samples.Suppliers[1], 9_000_000, Series.Startup),
        ]);

        var lines = Samples.Standings(rules, book, Series.Social, 2);

        Assert.Equal(
            [
                (1, 1, 1_500_000, 1, 28_000, "first"),
                (2, 2, 300_000, 3, 26_500, "excellence"),
                (3, 3, 450_000, 3, 24_000, "excellence"),
                (4, 4, 400_000, 3, 24_000, null),
                (5, 5, 99_999, 1, 4_000, null),
            ],
            lines.Select(Short)
        );
        Assert.Equal(
            [("amount", 300_000, 20_000, 600, 12_000), ("organisations", 3, 30_000, 400, 12_000), ("smeBonus", 1, 2_500, 1000, 2_500)],
            lines[1].Explanation.Points.Select(p => (p.Rule, p.Input, p.Points, p.Weight, p.Contribution))
        );
        Assert.Equal(
            (2025, 1, 3),
            (lines[1].Explanation.RuleYear, lines[1].Explanation.RuleVersion, lines[1].Explanation.PurchasesCounted)
        );
    }

    [Fact]
    public void Equal_in_everything_that_decides_shares_the_rank_and_the_award_and_skips_the_next_rank()
    {
        var shape = (CompositeScore)Samples.Rules(2025).Social!;
        var rules = Samples.Rules(2025) with
        {
            Social = shape with { Awards = [shape.Awards[0] with { Places = 1 }, shape.Awards[1] with { Places = 1 }] },
        };
        var book = TallyBook.Of([
            Samples.Purchase(1, 2, Samples.Suppliers[0], 700_000),
            Samples.Purchase(2, 1, Samples.Suppliers[1], 700_000),
            Samples.Purchase(3, 3, Samples.Suppliers[1], 100),
        ]);

        Assert.Equal(
            [(1, 1, "first"), (1, 2, "first"), (3, 3, null)],
            Samples.Standings(rules, book).Select(line => (line.Rank, Number(line.BuyerId), line.Award?.Code))
        );
    }

    [Fact]
    public void What_was_rejected_and_reversed_is_named_with_its_reason_and_never_scored()
    {
        var book = TallyBook.Of([
            Samples.Purchase(1, 1, Samples.Suppliers[0], 500_000),
            Samples.Purchase(2, 1, Samples.Suppliers[1], 70_000),
        ]);
        book.Remove(Samples.Purchase(2, 1, Samples.Suppliers[1], 70_000));
        book.Exclude(Samples.Purchase(2, 1, Samples.Suppliers[1], 70_000), PurchaseStatus.Reversed, ReasonCode.Refund);
        book.Exclude(Samples.Purchase(3, 1, Samples.Suppliers[2], 900), PurchaseStatus.Rejected, ReasonCode.InsufficientEvidence);
        book.Exclude(Samples.Purchase(4, 1, Samples.Suppliers[2], 100), PurchaseStatus.Rejected, ReasonCode.InsufficientEvidence);

        var line = Assert.Single(Samples.Standings(Samples.Rules(2025), book));

        Assert.Equal((500_000, 1), (line.TotalTwd, line.Suppliers));
        Assert.Equal(
            [new ExcludedLine("rejected.insufficientEvidence", 2, 1_000), new ExcludedLine("reversed.refund", 1, 70_000)],
            line.Explanation.Excluded
        );
    }

    private static (int, int, long, int, long, string?) Short(StandingLine line) =>
        (line.Rank, Number(line.BuyerId), line.TotalTwd, line.Suppliers, line.Score, line.Award?.Code);

    private static int Number(Guid buyer) => Enumerable.Range(1, 9).Single(n => Samples.Buyer(n) == buyer);
}
