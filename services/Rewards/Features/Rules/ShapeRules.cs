using FluentValidation;
using FluentValidation.Results;
using Platform.Contracts;
using Platform.Web.Errors;

namespace Platform.Rewards.Features.Rules;

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
                            new ValidationFailure(
                                $"{context.PropertyPath}[{i}].{member}",
                                Language.Localise("級距必須由高到低排列且不重複。", "Bands go from the highest down, each once.")
                            )
                        );
                    }
                }
            }
        );
}
