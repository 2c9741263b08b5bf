using FluentValidation;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Errors;
using static Platform.Rewards.Domain.Rules.AmountTiers;

namespace Platform.Rewards.Features.Rules;

/// <summary>Validates the shape <c>amountTiers</c>.</summary>
internal sealed class AmountTiersValidator : AbstractValidator<AmountTiers>
{
    public AmountTiersValidator()
    {
        RuleFor(shape => shape.Tiers).NotEmpty().WithMessage(_ => Language.Localise("至少要有一個級距。", "At least one tier is needed."));
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
