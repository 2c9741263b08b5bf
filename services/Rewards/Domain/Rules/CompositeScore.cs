using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// The shape of 2025: weighted points by bands of the total amount, weighted points by bands of the number of distinct organisations, and
/// a bonus for a small or medium-sized buyer. The buyers with the highest scores receive the awards.
/// </summary>
[Shape("compositeScore")]
internal sealed record CompositeScore : AwardShape
{
    /// <summary>The bands of the total amount, highest first.</summary>
    public IReadOnlyList<Band> AmountBands { get; init; } = [];

    /// <summary>The bands of the number of organisations, highest first.</summary>
    public IReadOnlyList<Band> OrganisationBands { get; init; } = [];

    /// <summary>The weight of the amount points, in thousandths.</summary>
    public long AmountWeight { get; init; } = 1000;

    /// <summary>The weight of the organisation points, in thousandths.</summary>
    public long OrganisationWeight { get; init; } = 1000;

    /// <summary>The bonus of a small or medium-sized enterprise, in thousandths of a point. It has no weight.</summary>
    public long SmeBonus { get; init; }

    /// <summary>The smallest total that can receive an award.</summary>
    public long MinimumTotalTwd { get; init; }

    /// <summary>The awards from the first rank down, each with its number of places.</summary>
    public IReadOnlyList<PlacedAward> Awards { get; init; } = [];

    /// <summary>
    /// The criteria that order equal scores, the first one first. Buyers that are equal in all of them share rank and award.
    /// </summary>
    public IReadOnlyList<TieBreak> TieBreaks { get; init; } = [];

    internal enum TieBreak
    {
        TotalTwd,
        Organisations,
        Purchases,
    }

    /// <param name="From">The smallest input in the band: NT$ or a number of organisations.</param>
    /// <param name="Points">The points of the band, in thousandths of a point.</param>
    internal sealed record Band([property: JsonRequired] long From, [property: JsonRequired] long Points);

    internal sealed record PlacedAward
    {
        public string Code { get; init; } = "";

        public int Places { get; init; }

        public Bilingual Name { get; init; } = new();

        public Bilingual Presenter { get; init; } = new();
    }

    public override IEnumerable<AwardTitle> Titles => Awards.Select(TitleOf);

    public override ScoreCard Score(Entrant entrant)
    {
        var tally = entrant.Tally;
        var amount = Line("amount", AmountBands, tally.TotalTwd, AmountWeight, "採購總額", "total amount in NT$");
        var organisations = Line(
            "organisations",
            OrganisationBands,
            tally.Suppliers,
            OrganisationWeight,
            "採購的組織家數",
            "number of distinct organisations"
        );
        var bonus = entrant.IsSme ? SmeBonus : 0;
        var sme = new PointsLine(
            "smeBonus",
            entrant.IsSme ? 1 : 0,
            bonus,
            1000,
            bonus,
            entrant.IsSme
                ? new Bilingual { Zh = "中小企業加分。", En = "Bonus for a small or medium-sized enterprise." }
                : new Bilingual { Zh = "非中小企業，不加分。", En = "Not a small or medium-sized enterprise: no bonus." }
        );
        return new ScoreCard(amount.Contribution + organisations.Contribution + bonus, [amount, organisations, sme]);
    }

    public override IReadOnlyList<long> OrderBy(Entrant entrant, ScoreCard card) =>
        [
            card.Score,
            .. TieBreaks.Select(by =>
                by switch
                {
                    TieBreak.TotalTwd => entrant.Tally.TotalTwd,
                    TieBreak.Organisations => entrant.Tally.Suppliers,
                    _ => entrant.Tally.Purchases,
                }
            ),
        ];

    public override AwardTitle? AwardFor(Entrant entrant, ScoreCard card, int rank)
    {
        if (entrant.Tally.TotalTwd < MinimumTotalTwd)
        {
            return null;
        }

        var last = 0;
        foreach (var award in Awards)
        {
            last += award.Places;
            if (rank <= last)
            {
                return TitleOf(award);
            }
        }
        return null;
    }

    private static PointsLine Line(string rule, IReadOnlyList<Band> bands, long input, long weight, string zh, string en)
    {
        var band = bands.FirstOrDefault(b => b.From <= input);
        var points = band?.Points ?? 0;
        return new PointsLine(
            rule,
            input,
            points,
            weight,
            points * weight / 1000,
            band is null
                ? new Bilingual { Zh = $"{zh} {input}，未達任何級距。", En = $"{en}: {input}, below every band." }
                : new Bilingual { Zh = $"{zh} {input}，達 {band.From} 級距。", En = $"{en}: {input}, in the band from {band.From}." }
        );
    }

    private static AwardTitle TitleOf(PlacedAward award) => new(award.Code, award.Name, award.Presenter);
}
