using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Samples;

/// <summary>Writes the registry's NDJSON format for imports: on each line the body of an application plus <c>registeredFrom</c>.</summary>
public static class OrganisationNdjson
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IEnumerable<Organisation> organisations)
    {
        using var json = new Utf8JsonWriter(stream, Unescaped);
        foreach (var row in organisations)
        {
            Write(json, row);
            json.Flush();
            stream.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Write(Utf8JsonWriter json, Organisation row)
    {
        json.WriteStartObject();
        WriteIfPresent(json, "ubn", row.Ubn);
        if (row.OtherValue is not null)
        {
            json.WriteStartObject("otherIdentifier");
            json.WriteString("register", row.OtherRegister);
            json.WriteString("value", row.OtherValue);
            json.WriteEndObject();
        }

        json.WriteString("legalForm", row.LegalForm);
        WriteBilingual(json, "name", row.NameZh, row.NameEn);
        WriteBilingual(json, "mission", row.MissionZh, row.MissionEn);
        json.WriteString("charterClause", row.CharterClause);
        json.WriteString("county", row.County);
        json.WriteStartArray("sdgs");
        foreach (var goal in row.Sdgs)
        {
            json.WriteNumberValue(goal);
        }

        json.WriteEndArray();
        json.WriteString("stage", row.Stage);
        json.WriteStartArray("products");
        foreach (var product in row.Products)
        {
            json.WriteStringValue(product);
        }

        json.WriteEndArray();
        WriteIfPresent(json, "website", row.Website);
        json.WriteStartObject("contact");
        json.WriteString("name", row.ContactName);
        json.WriteString("email", row.ContactEmail);
        WriteIfPresent(json, "phone", row.ContactPhone);
        json.WriteEndObject();
        json.WriteString("foundedOn", row.FoundedOn.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("registeredFrom", row.RegisteredFrom.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteBilingual(Utf8JsonWriter json, string member, string zh, string? en)
    {
        json.WriteStartObject(member);
        json.WriteString("zh", zh);
        WriteIfPresent(json, "en", en);
        json.WriteEndObject();
    }

    private static void WriteIfPresent(Utf8JsonWriter json, string member, string? text)
    {
        if (text is not null)
        {
            json.WriteString(member, text);
        }
    }
}
