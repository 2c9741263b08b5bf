using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>The page <c>/docs/problems</c>, the target of every problem's <c>type</c>; generated from the OpenAPI document.</summary>
internal static class ProblemsPage
{
    private static readonly DomainError[] Everywhere =
    [
        .. typeof(PlatformErrors)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(member => member.GetValue(null))
            .OfType<DomainError>()
            .Append(RateLimiting.TooMany)
            .OrderBy(error => error.Code, StringComparer.Ordinal),
    ];

    public static void Map(WebApplication app) =>
        app.MapGet("/docs/problems", async (MergedOpenApi documents, CancellationToken cancellationToken) =>
            {
                var byCode = (await documents.GetAsync(cancellationToken))["paths"]!
                    .AsObject()
                    .SelectMany(path =>
                        path.Value!.AsObject()
                            .Select(operation =>
                                (
                                    name: $"{operation.Key.ToUpperInvariant()} {path.Key}",
                                    codes: operation.Value?["x-problem-codes"] as JsonArray
                                )
                            )
                    )
                    .SelectMany(operation => (operation.codes ?? []).Select(code => (code: code!.GetValue<string>(), operation.name)))
                    .GroupBy(found => found.code, found => found.name)
                    .OrderBy(group => group.Key, StringComparer.Ordinal);
                var rows = new StringBuilder();
                foreach (var error in Everywhere)
                {
                    rows.Append(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"<tr id=\"{error.Code}\"><td><code>{error.Code}</code></td><td>{WebUtility.HtmlEncode(error.Zh)}<br>{WebUtility.HtmlEncode(error.En)}</td></tr>\n"
                    );
                }

                foreach (var code in byCode)
                {
                    var (name, texts) = (WebUtility.HtmlEncode(code.Key), string.Join("<br>", code.Select(WebUtility.HtmlEncode)));
                    rows.Append(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"<tr id=\"{name}\"><td><code>{name}</code></td><td>{texts}</td></tr>\n"
                    );
                }

                return Results.Content(
                    HomePage.Page(
                        "問題代碼 Problem codes",
                        $"""
                        <p>每個錯誤都是 RFC 9457 的 <code>application/problem+json</code>，<code>code</code> 穩定不變，<code>detail</code> 說明原因與下一步。<br>
                        Every refusal is RFC 9457 problem details with a stable <code>code</code>; <code>detail</code> says why and what to do next.</p>
                        <table><tr><th>code</th><th>說明或操作 meaning, or operations</th></tr>
                        {rows}</table>
                        """
                    ),
                    "text/html; charset=utf-8"
                );
            })
            .ForAnyone()
            .ExcludeFromDescription();
}
