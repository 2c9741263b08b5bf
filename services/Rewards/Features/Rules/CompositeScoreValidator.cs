using FluentValidation;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Errors;
using static Platform.Rewards.Domain.Rules.CompositeScore;

namespace Platform.Rewards.Features.Rules;

/// <summary>Validates the shape <c>compositeScore</c>.</summary>
internal sealed class CompositeScoreValidator : AbstractValidator<CompositeScore>
{
    // The limits prevent an overflow of points times weight in 64 bits.
    private const long MaxPoints = 1_000_000_000;
    private const long MaxWeight = 1_000_000;

    public CompositeScoreValidator()
    {
        RuleFor(shape => shape.AmountBands)
            .NotEmpty()
            .WithMessage(_ => Language.Localise("至少要有一個金額級距。", "At least one amount band is needed."));
        RuleFor(shape => shape.OrganisationBands)
            .NotEmpty()
            .WithMessage(_ => Language.Localise("至少要有一個家數級距。", "At least one organisation band is needed."));
        RuleForEach(shape => shape.AmountBands).ChildRules(Bands);
        RuleForEach(shape => shape.OrganisationBands).ChildRules(Bands);
        RuleFor(shape => shape.AmountBands).DescendingBy(band => band.From, nameof(Band.From));
        RuleFor(shape => shape.OrganisationBands).DescendingBy(band => band.From, nameof(Band.From));
        RuleFor(shape => shape.AmountWeight).InclusiveBetween(0, MaxWeight).WithMessage(_ => Between(MaxWeight));
        RuleFor(shape => shape.OrganisationWeight).InclusiveBetween(0, MaxWeight).WithMessage(_ => Between(MaxWeight));
        RuleFor(shape => shape.SmeBonus).InclusiveBetween(0, MaxPoints).WithMessage(_ => Between(MaxPoints));
        RuleFor(shape => shape.MinimumTotalTwd)
            .InclusiveBetween(0, Declarations.MaximumAmountTwd)
            .WithMessage(_ => Between(Declarations.MaximumAmountTwd));
        RuleFor(shape => shape.Awards)
            .NotEmpty()
            .WithMessage(_ => Language.Localise("至少要有一個獎項。", "At least one award is needed."));
        RuleForEach(shape => shape.Awards)
            .ChildRules(award =>
            {
                award.RuleFor(a => a.Code).AwardCode();
                award
                    .RuleFor(a => a.Places)
                    .InclusiveBetween(1, 10_000)
                    .WithMessage(_ => Language.Localise("名額必須介於 1 與 10000。", "Places are 1 to 10000."));
                award.RuleFor(a => a.Name).InOneLanguage();
                award.RuleFor(a => a.Presenter).InOneLanguage();
            });
        RuleFor(shape => shape.TieBreaks)
            .Must(by => by.Distinct().Count() == by.Count)
            .WithMessage(_ => Language.Localise("同分比序不可重複。", "Tie-breaks may not repeat."));
    }

    private static void Bands(InlineValidator<Band> band)
    {
        band.RuleFor(b => b.From)
            .InclusiveBetween(0, Declarations.MaximumAmountTwd)
            .WithMessage(_ => Between(Declarations.MaximumAmountTwd));
        band.RuleFor(b => b.Points).InclusiveBetween(0, MaxPoints).WithMessage(_ => Between(MaxPoints));
    }

    private static string Between(long most) => Language.Localise($"必須介於 0 與 {most}。", $"Must be between 0 and {most}.");
}
