using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.Web.Errors;

/// <summary>
/// The language of texts for people, Traditional Chinese or English, by <c>Accept-Language</c>; English when the header names neither.
/// </summary>
public static class Language
{
    private static readonly CultureInfo English = new("en"),
        Chinese = new("zh-TW");

    /// <summary>Whether the current request prefers Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The name of the current request's language (RFC 5646).</summary>
    public static string Name => IsChinese ? Chinese.Name : English.Name;

    /// <summary>Returns the text in the language of the current request.</summary>
    public static string Localise(string zh, string en) => IsChinese ? zh : en;

    /// <summary>
    /// Sets the language of each request and the <c>Content-Language</c> of its answer. The whole process formats numbers and dates with
    /// the invariant culture and defaults to English, so only a request in Chinese needs a culture of its own.
    /// </summary>
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app)
    {
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (CultureInfo.InvariantCulture, English);
        return app.Use(
            (http, next) =>
            {
                var wanted = Wanted(http.Request);
                http.Response.Headers.ContentLanguage = wanted.Name;
                return wanted == Chinese ? InChineseAsync(http, next) : next(http);
            }
        );
    }

    // The method is asynchronous, so that the culture is restored when the request ends.
    private static async Task InChineseAsync(HttpContext http, RequestDelegate next)
    {
        CultureInfo.CurrentUICulture = Chinese;
        await next(http);
    }

    private static CultureInfo Wanted(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0)
        {
            return English;
        }

        var first = request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value ?? "")
            .FirstOrDefault(language =>
                language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                || language.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            );
        return first?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Chinese : English;
    }
}
