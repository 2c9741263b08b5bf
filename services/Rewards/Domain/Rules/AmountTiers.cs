using FluentValidation;
using FluentValidation.Results;
using Platform.Contracts;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Standings;
using Platform.ServiceDefaults.Errors;

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

    public override ValidationResult Validate() => new Validator().Validate(this);

    private Tier? Reached(long total) => Tiers.FirstOrDefault(tier => tier.FromTwd <= total);

    private static AwardTitle TitleOf(Tier tier) => new(tier.Code, tier.Name, tier.Presenter);

    private sealed class Validator : AbstractValidator<AmountTiers>
    {
        public Validator()
        {
            RuleFor(shape => shape.Tiers)
                .NotEmpty()
                .WithMessage(_ => Language.Localise("至少要有一個級距。", "At least one tier is needed."));
            RuleForEach(shape => shape.Tiers)
                .ChildRules(tier =>
                {
                    tier.RuleFor(t => t.Code).AwardCode();
                    tier.RuleFor(t => t.FromTwd)
                        .InclusiveBetween(1, Declarations.MaximumAmountTwd)
                        .WithMessage(_ => Language.Localise("門檻必須是正整數金額。", "A threshold is a positive whole amount."));
                    tier.RuleFor(t => t.Name).InOneLanguage();
                    tier.RuleFor(t => t.Presenter).InOneLanguage();
                });
            RuleFor(shape => shape.Tiers).DescendingBy(tier => tier.FromTwd, nameof(Tier.FromTwd));
        }
    }
}
