using System.Globalization;
using System.Text.Json;
using Platform.Calendar;
using Platform.Contracts;

namespace Platform.Rewards.Features.OpenData;

/// <summary>An accepted purchase with the fields that the Open Contracting Data Standard 1.1 needs.</summary>
internal sealed record OcdsPurchase(
    Guid Id,
    long AmountTwd,
    DateOnly PurchasedOn,
    string Description,
    DateTimeOffset AcceptedAt,
    DateTimeOffset? ReversedAt,
    Guid BuyerId,
    string? BuyerUbn,
    Bilingual BuyerName,
    Guid SupplierId,
    string SupplierUbn,
    Bilingual SupplierName,
    string? SupplierCounty
);

/// <summary>
/// Writes releases (https://standard.open-contracting.org/1.1/en/schema/release/): one contracting process per accepted purchase. A
/// reversal adds a second release that cancels the award and terminates the contract. The platform's own awards are not OCDS awards.
/// </summary>
internal sealed class OcdsRelease(Utf8JsonWriter json, string prefix)
{
    private const string Register = "TW-CR";

    public void Write(OcdsPurchase purchase)
    {
        WriteRelease(purchase, 1, purchase.AcceptedAt, "active", "active", "award", "contract", "implementation");
        if (purchase.ReversedAt is { } at)
        {
            WriteRelease(purchase, 2, at, "cancelled", "terminated", "awardCancellation", "contractTermination");
        }
    }

    private void WriteRelease(
        OcdsPurchase purchase,
        int number,
        DateTimeOffset at,
        string awardStatus,
        string contractStatus,
        params ReadOnlySpan<string> tags
    )
    {
        var ocid = $"{prefix}-{purchase.Id}";
        var (buyer, supplier) = (PartyId(purchase.BuyerUbn, purchase.BuyerId), PartyId(purchase.SupplierUbn, purchase.SupplierId));
        json.WriteStartObject();
        json.WriteString("ocid", ocid);
        json.WriteString("id", $"{ocid}-{number}");
        json.WriteString("date", Instant(at));
        json.WriteString("language", "zh");
        json.WriteStartArray("tag");
        foreach (var tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("initiationType", "tender");

        json.WriteStartArray("parties");
        WriteParty(buyer, purchase.BuyerUbn, purchase.BuyerName, null, "buyer", "payer");
        WriteParty(supplier, purchase.SupplierUbn, purchase.SupplierName, purchase.SupplierCounty, "supplier", "payee");
        json.WriteEndArray();
        json.WriteStartObject("buyer");
        WriteReference(buyer, purchase.BuyerName);
        json.WriteEndObject();

        var (award, contract) = ($"{purchase.Id}-award", $"{purchase.Id}-contract");
        json.WriteStartArray("awards");
        json.WriteStartObject();
        json.WriteString("id", award);
        json.WriteString("description", purchase.Description);
        json.WriteString("status", awardStatus);
        json.WriteString("date", Day(purchase.PurchasedOn));
        WriteValue("value", purchase.AmountTwd);
        json.WriteStartArray("suppliers");
        json.WriteStartObject();
        WriteReference(supplier, purchase.SupplierName);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("contracts");
        json.WriteStartObject();
        json.WriteString("id", contract);
        json.WriteString("awardID", award);
        json.WriteString("status", contractStatus);
        json.WriteString("dateSigned", Day(purchase.PurchasedOn));
        WriteValue("value", purchase.AmountTwd);
        json.WriteStartObject("implementation");
        json.WriteStartArray("transactions");
        json.WriteStartObject();
        json.WriteString("id", $"{purchase.Id}-payment");
        json.WriteString("date", Day(purchase.PurchasedOn));
        WriteValue("value", purchase.AmountTwd);
        json.WriteStartObject("payer");
        WriteReference(buyer, purchase.BuyerName);
        json.WriteEndObject();
        json.WriteStartObject("payee");
        WriteReference(supplier, purchase.SupplierName);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteParty(string id, string? ubn, Bilingual name, string? county, params ReadOnlySpan<string> roles)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", NameOf(name));
        if (ubn is not null)
        {
            json.WriteStartObject("identifier");
            json.WriteString("scheme", Register);
            json.WriteString("id", ubn);
            json.WriteString("legalName", NameOf(name));
            json.WriteEndObject();
        }
        if (county is not null)
        {
            json.WriteStartObject("address");
            json.WriteString("region", county);
            json.WriteString("countryName", "臺灣");
            json.WriteEndObject();
        }
        json.WriteStartArray("roles");
        foreach (var role in roles)
        {
            json.WriteStringValue(role);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteReference(string id, Bilingual name)
    {
        json.WriteString("id", id);
        json.WriteString("name", NameOf(name));
    }

    private void WriteValue(string member, long amountTwd)
    {
        json.WriteStartObject(member);
        json.WriteNumber("amount", amountTwd);
        json.WriteString("currency", "TWD");
        json.WriteEndObject();
    }

    private string PartyId(string? ubn, Guid id) => ubn is null ? $"{prefix}-party-{id}" : $"{Register}-{ubn}";

    private static string NameOf(Bilingual name) => name.Zh ?? name.En ?? "";

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly on) => Instant(TaipeiTime.StartOfDay(on));
}
