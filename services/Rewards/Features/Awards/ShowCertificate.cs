using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Awards;

/// <summary>A printable A4 certificate in both languages, with the data that verify the award.</summary>
internal static class ShowCertificate
{
    private const string Style = """
        @page { size: A4 landscape; margin: 0 }
        * { box-sizing: border-box }
        body { margin: 0; background: #eef1f4; color: #1c2733; font-family: "Noto Serif CJK TC", "Noto Serif TC", "PMingLiU", Georgia, serif }
        main { width: 297mm; min-height: 209mm; margin: 8mm auto; padding: 18mm 24mm; background: #fff; border: 1.2mm double #9a7b2f; text-align: center }
        h1 { font-size: 15mm; letter-spacing: .4em; margin: 0 0 2mm; padding-left: .4em }
        h2 { font-size: 6mm; font-weight: normal; margin: 0 0 8mm; color: #5a6673 }
        .buyer { font-size: 10mm; font-weight: bold; margin: 4mm 0 1mm }
        .award { font-size: 7.5mm; margin: 6mm 0 1mm }
        .en { font-size: 4.4mm; color: #44505c; margin: 0 0 2mm }
        .presenter { font-size: 6mm; margin-top: 8mm }
        .withdrawn { color: #a11; border: .6mm solid #a11; padding: 2mm; font-size: 5.5mm }
        footer { margin-top: 8mm; font: 3mm/1.5 ui-monospace, "Noto Sans Mono", monospace; color: #44505c; overflow-wrap: anywhere }
        @media print { body { background: #fff } main { margin: 0; height: 209mm; overflow: hidden } }
        """;

    // This encoder leaves Chinese readable in the page source and still escapes the characters that are special in HTML.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Map(RouteGroupBuilder awards) =>
        awards
            .MapGet("{id:guid}/certificate", HandleAsync)
            .ForAnyone()
            .Produces(200, contentType: "text/html")
            .WithSummary("The certificate as a printable page");

    private static async Task<IResult> HandleAsync(
        Guid id,
        RewardsDbContext db,
        IConfiguration configuration,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Awards.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } award)
        {
            await Problems.WriteAsync(http, PlatformErrors.NotFound);
            return Results.Empty;
        }
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        var verify = $"{TokenValidation.IssuerOf(configuration)}/api/rewards/v1/awards/{award.Id}/verify";
        return Results.Content(Page(award, verify), "text/html; charset=utf-8");
    }

    internal static string Page(AwardRow award, string verify)
    {
        var page = new StringBuilder();
        var (series, seriesEn) =
            award.Series is Series.Social ? ("社會創新採購", "Social procurement") : ("新創採購", "Start-up procurement");
        var year = award.Year.ToString(CultureInfo.InvariantCulture);
        var granted = TaipeiTime.DateOf(award.Versions[0].At).ToString("O", CultureInfo.InvariantCulture);
        page.Append("<!doctype html>\n<html lang=\"zh-Hant-TW\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(Text(award.AwardNo))
            .Append("</title>\n<style>\n")
            .Append(Style)
            .Append("\n</style>\n</head>\n<body>\n<main>\n<h1>獎狀</h1>\n<h2 lang=\"en\">Certificate of Award</h2>\n");
        if (award.Current.State is AwardState.Withdrawn)
        {
            page.Append(
                "<p class=\"withdrawn\">此獎項已於重新公告時撤回 · <span lang=\"en\">This award was withdrawn by a restatement</span></p>\n"
            );
        }

        Both(page, "buyer", award.BuyerName);
        page.Append("<p>")
            .Append(year)
            .Append(" 年度")
            .Append(series)
            .Append("，成績優良，特頒此狀。</p>\n<p class=\"en\" lang=\"en\">")
            .Append(seriesEn)
            .Append(", award year ")
            .Append(year)
            .Append("</p>\n");
        Both(page, "award", award.Name);
        if (award.Citation is { } citation)
        {
            Both(page, "citation", citation);
        }

        Both(page, "presenter", award.Presenter);
        page.Append("<footer>\n獎狀字號 Award number ")
            .Append(Text(award.AwardNo))
            .Append(" · 頒發日期 Granted ")
            .Append(granted)
            .Append("<br>\nSHA-256 ")
            .Append(Text(award.Current.Hash))
            .Append("<br>\n查驗 Verify <a href=\"")
            .Append(Text(verify))
            .Append("\">")
            .Append(Text(verify))
            .Append("</a>\n</footer>\n</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Both(StringBuilder page, string style, Bilingual text)
    {
        if (!string.IsNullOrWhiteSpace(text.Zh))
        {
            page.Append("<p class=\"").Append(style).Append("\">").Append(Text(text.Zh)).Append("</p>\n");
        }

        if (!string.IsNullOrWhiteSpace(text.En))
        {
            page.Append("<p class=\"")
                .Append(string.IsNullOrWhiteSpace(text.Zh) ? style : "en")
                .Append("\" lang=\"en\">")
                .Append(Text(text.En))
                .Append("</p>\n");
        }
    }

    private static string Text(string text) => Html.Encode(text);
}
