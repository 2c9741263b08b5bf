using FluentValidation;
using Platform.Contracts;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>Validation rules for texts.</summary>
public static class Texts
{
    /// <summary>The most characters that a free text may have.</summary>
    public const int LongText = 20_000;

    /// <summary>The most characters that a name or title may have.</summary>
    public const int ShortText = 300;

    /// <summary>Requires a text with at most <paramref name="max"/> characters.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.NotEmpty().MaximumLength(max);

    /// <summary>Requires a text in Chinese, English or both, each with at most <paramref name="max"/> characters.</summary>
    public static IRuleBuilderOptions<T, Bilingual?> Bilingual<T>(this IRuleBuilder<T, Bilingual?> rule, int max) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text?.Zh) || !string.IsNullOrWhiteSpace(text?.En))
            .WithMessage(_ => Language.Localise("zh 與 en 至少填一項。", "At least one of zh and en is needed."))
            .Must(text => (text?.Zh?.Length ?? 0) <= max && (text?.En?.Length ?? 0) <= max)
            .WithMessage(_ => Language.Localise($"每種語言最多 {max} 個字元。", $"At most {max} characters in each language."));
}
