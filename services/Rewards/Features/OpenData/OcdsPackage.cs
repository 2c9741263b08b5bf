using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.OpenData;

/// <summary>Streams the accepted purchases of a year, or of all years, as an OCDS 1.1 release package.</summary>
internal sealed class OcdsPackage(RewardsDbContext db, IOptions<RewardsOptions> options, IConfiguration configuration, TimeProvider clock)
{
    private const int FlushAfter = 64 * 1024;

    public async Task WriteAsync(int? year, HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        var rows = db.Purchases.AsNoTracking().Where(row => row.CountedFrom != null && (year == null || row.Year == year));
        if (!await rows.AnyAsync(cancellationToken))
        {
            // A release package must have at least one release.
            await Problems.WriteAsync(http, PlatformErrors.NotFound);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(
            http.Response.BodyWriter,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }
        );
        json.WriteStartObject();
        json.WriteString("uri", $"{TokenValidation.IssuerOf(configuration)}{http.Request.Path}{http.Request.QueryString}");
        json.WriteString("version", "1.1");
        json.WriteString("publishedDate", OcdsRelease.Instant(clock.GetUtcNow()));
        json.WriteStartObject("publisher");
        json.WriteString("name", options.Value.Publisher);
        json.WriteEndObject();
        json.WriteString("license", "https://data.gov.tw/license");
        json.WriteStartArray("releases");
        var release = new OcdsRelease(json, options.Value.OcidPrefix);
        await foreach (var purchase in Purchases(rows).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            release.Write(
                new OcdsPurchase(
                    purchase.Row.Id,
                    purchase.Row.AmountTwd,
                    purchase.Row.PurchasedOn,
                    purchase.Row.Description,
                    purchase.Row.Steps.First(step => step.Status is PurchaseStatus.Accepted).At,
                    purchase.Row.Steps.FirstOrDefault(step => step.Status is PurchaseStatus.Reversed)?.At,
                    purchase.Row.BuyerId,
                    purchase.BuyerUbn,
                    purchase.BuyerName,
                    purchase.Row.SupplierId,
                    purchase.Row.SupplierUbn,
                    purchase.SupplierName,
                    purchase.SupplierCounty
                )
            );
            if (json.BytesPending > FlushAfter)
            {
                json.Flush();
                await http.Response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private sealed record Found(PurchaseRow Row, string? BuyerUbn, Bilingual BuyerName, Bilingual SupplierName, string SupplierCounty);

    private IQueryable<Found> Purchases(IQueryable<PurchaseRow> rows) =>
        from row in rows
        join buyer in db.Buyers on row.BuyerId equals buyer.Id
        join supplier in db.Suppliers on row.SupplierId equals supplier.Id
        orderby row.Id
        select new Found(row, buyer.Ubn, buyer.Name, supplier.Name, supplier.County);
}
