using Platform.Contracts;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// The shape of 2020: every buyer that reaches a threshold receives its award from the authority of that tier. The score is the number of
/// thresholds reached; the order is by total amount.
/// </summary>
[Shape("amountTiers")]
internal sealed record AmountTiers : AwardShape
{
    /// <summary>The tiers, highest threshold first.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    internal sealed record Tier
    {
        public string Code { get; init; } = "";

        public long FromTwd { get; init; }

        public Bilingual Name { get; init; } = new();

        public Bilingual Presenter { get; init; } = new();
    }

    public override IEnumerable<AwardTitle> Titles => Tiers.Select(TitleOf);

    public override ScoreCard Score(Entrant entrant)
    {
        var total = entrant.Tally.TotalTwd;
        var reached = Tiers.Count(tier => tier.FromTwd <= total);
        var points = reached * 1000L;
        var why = Reached(total) is { } tier
            ? new Bilingual
            {
                Zh = $"採購總額 {total} 元，達 {tier.FromTwd} 元級距。",
                En = $"Total of NT${total} reaches the tier of NT${tier.FromTwd}.",
            }
            : new Bilingual { Zh = $"採購總額 {total} 元，未達任何級距。", En = $"Total of NT${total} reaches no tier." };
        return new ScoreCard(points, [new PointsLine("tiers", total, points, 1000, points, why)]);
    }

    public override IReadOnlyList<long> OrderBy(Entrant entrant, ScoreCard card) => [entrant.Tally.TotalTwd];

    public override AwardTitle? AwardFor(Entrant entrant, ScoreCard card, int rank) =>
        Reached(entrant.Tally.TotalTwd) is { } tier ? TitleOf(tier) : null;

    private Tier? Reached(long total) => Tiers.FirstOrDefault(tier => tier.FromTwd <= total);

    private static AwardTitle TitleOf(Tier tier) => new(tier.Code, tier.Name, tier.Presenter);
}
