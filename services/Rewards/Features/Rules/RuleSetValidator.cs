using FluentValidation;
using FluentValidation.Validators;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Errors;

namespace Platform.Rewards.Features.Rules;

/// <summary>Validates a rule set and lists every violation, not only the first.</summary>
internal sealed class RuleSetValidator : AbstractValidator<RuleSet>
{
    public RuleSetValidator()
    {
        RuleFor(rules => rules.Year).InclusiveBetween(2000, 2100);
        RuleFor(rules => rules.Title).InOneLanguage();
        RuleFor(rules => rules.Source)
            .NotEmpty()
            .WithMessage(_ => Language.Localise("必須註明規則出處。", "Say where the rules come from."))
            .MaximumLength(2000);
        RuleFor(rules => rules.Note).MaximumLength(2000);
        RuleFor(rules => rules.EffectiveFrom)
            .Must((rules, on) => on.Year == rules.Year)
            .WithMessage(rules => Language.Localise($"期間起日必須在 {rules.Year} 年。", $"The first day must be in {rules.Year}."));
        RuleFor(rules => rules.EffectiveTo)
            .Must((rules, on) => on.Year == rules.Year && on >= rules.EffectiveFrom)
            .WithMessage(rules =>
                Language.Localise(
                    $"期間迄日必須在 {rules.Year} 年且不早於起日。",
                    $"The last day must be in {rules.Year} and not before the first."
                )
            );
        RuleFor(rules => rules.Social)
            .NotNull()
            .WithMessage(_ => Language.Localise("必須有社會創新採購的計獎方式。", "The social series needs its rules."));
        RuleFor(rules => rules.Social!).SetInheritanceValidator(AddShapes);
        RuleFor(rules => rules.Startup!).SetInheritanceValidator(AddShapes);
        RuleForEach(rules => rules.SpecialAwards)
            .ChildRules(award =>
            {
                award.RuleFor(a => a.Code).AwardCode();
                award.RuleFor(a => a.Name).InOneLanguage();
                award.RuleFor(a => a.Presenter).InOneLanguage();
                award.RuleFor(a => a.Criteria).InOneLanguage();
                award
                    .RuleFor(a => a.Places)
                    .InclusiveBetween(1, 10_000)
                    .WithMessage(_ => Language.Localise("名額必須介於 1 與 10000。", "Places are 1 to 10000."));
            });
        RuleFor(rules => rules)
            .Custom(
                (rules, context) =>
                {
                    foreach (
                        var twice in rules.Titles().GroupBy(title => title.Code).Where(group => group.Key.Length > 0 && group.Count() > 1)
                    )
                    {
                        context.AddFailure(
                            "SpecialAwards",
                            Language.Localise($"獎項代碼 {twice.Key} 重複。", $"The award code {twice.Key} is used twice.")
                        );
                    }
                }
            );
    }

    private static void AddShapes(PolymorphicValidator<RuleSet, AwardShape> validator) =>
        validator.Add(new AmountTiersValidator()).Add(new CompositeScoreValidator());
}
