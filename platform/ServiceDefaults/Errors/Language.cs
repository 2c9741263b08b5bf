using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Platform.ServiceDefaults.Errors;

/// <summary>What a person reads is in Traditional Chinese or in English, by <c>Accept-Language</c>; English when it names neither.</summary>
public static class Language
{
    private static readonly CultureInfo English = new("en"), Chinese = new("zh-TW");

    /// <summary>Whether the current request wants Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The text in the language of the current request.</summary>
    public static string Say(string zh, string en) => IsChinese ? zh : en;

    /// <summary>Sets the language of each request.</summary>
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) =>
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, English);
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.SupportedUICultures = [English, Chinese];
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(http =>
                {
                    var wanted = http.Request.GetTypedHeaders().AcceptLanguage
                        .OrderByDescending(language => language.Quality ?? 1)
                        .Select(language => language.Value.Value ?? "")
                        .FirstOrDefault(language => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en", StringComparison.OrdinalIgnoreCase));
                    return Task.FromResult(wanted is null ? null : new ProviderCultureResult("", wanted.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-TW" : "en"));
                }),
            ];
        });
}
