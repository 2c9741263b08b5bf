using FluentValidation;
using FluentValidation.Results;
using Platform.Contracts;
using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Domain.Rules;

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
        RuleFor(rules => rules.Social).Custom((shape, context) => AddViolationsOf(shape, "Social", context));
        RuleFor(rules => rules.Startup).Custom((shape, context) => AddViolationsOf(shape, "Startup", context));
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

    private static void AddViolationsOf(AwardShape? shape, string member, ValidationContext<RuleSet> context)
    {
        foreach (var failure in shape?.Validate().Errors ?? [])
        {
            context.AddFailure(new ValidationFailure($"{member}.{failure.PropertyName}", failure.ErrorMessage));
        }
    }
}

/// <summary>Validation rules that several shapes share.</summary>
internal static class ShapeRules
{
    public static IRuleBuilderOptions<T, string> AwardCode<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[a-z][a-zA-Z0-9-]{0,49}$")
            .WithMessage(_ =>
                Language.Localise(
                    "代碼須以小寫英文字母開頭，只含英數與連字號，最多 50 字。",
                    "A code starts with a lower-case letter and has at most 50 letters, digits and hyphens."
                )
            );

    public static IRuleBuilderOptions<T, Bilingual> InOneLanguage<T>(this IRuleBuilder<T, Bilingual> rule) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text.Zh) || !string.IsNullOrWhiteSpace(text.En))
            .WithMessage(_ => Language.Localise("zh 與 en 至少填一項。", "At least one of zh and en is needed."));

    public static void DescendingBy<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, Func<TItem, long> key, string member) =>
        rule.Custom(
            (items, context) =>
            {
                for (var i = 1; i < items.Count; i++)
                {
                    if (key(items[i]) >= key(items[i - 1]))
                    {
                        context.AddFailure(
                            $"{context.PropertyPath}[{i}].{member}",
                            Language.Localise("級距必須由高到低排列且不重複。", "Bands go from the highest down, each once.")
                        );
                    }
                }
            }
        );
}
