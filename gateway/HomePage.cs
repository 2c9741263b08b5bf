using System.Reflection;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>The page <c>/</c>: a description of the platform and links, for people.</summary>
internal static class HomePage
{
    private static readonly string Version = typeof(HomePage)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0]
        ?? "";

    public static void Map(WebApplication app) =>
        app.MapGet("/", () => Results.Content(
                    Page(
                        "社會創新平臺 Social Innovation Platform",
                        $"""
                        <p>登錄社會創新組織、採購獎勵、法規調適與國際媒合：社會創新行動方案 2.0 的公開介面。<br>
                        The registry of social-innovation organisations, procurement rewards, regulatory adjustment and international matching: the public API of Taiwan's
                        Social Innovation Action Plan 2.0.</p>
                        <ul>
                          <li><a href="/docs">API 文件 documentation</a> · <a href="/openapi.json">OpenAPI 3.1</a> · <a href="/docs/problems">問題代碼 problem codes</a></li>
                          <li><a href="/api/registry/v1/organisations">登錄組織 registered organisations</a></li>
                          <li><a href="/api/rewards/v1/totals">採購總額 procurement totals</a></li>
                          <li><a href="/api/sandbox/v1/precedents">法規調適前例 regulatory precedents</a></li>
                          <li><a href="/api/partnerships/v1/profiles">合作檔案 partnership profiles</a></li>
                          <li><a href="/health/ready">健康狀態 health</a></li>
                        </ul>
                        <p>版本 version {Version}</p>
                        """
                    ),
                    "text/html; charset=utf-8"
                ))
            .ForAnyone()
            .ExcludeFromDescription();

    public static string Page(string title, string body) =>
        $$"""
            <!doctype html>
            <html lang="zh-Hant-TW">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>body{font:1rem/1.6 system-ui,"Noto Sans CJK TC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
            td,th{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}a{color:#0b4f8a}</style>
            </head>
            <body><main><h1>{{title}}</h1>
            {{body}}
            </main></body></html>
            """;
}
