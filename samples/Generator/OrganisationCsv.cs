using System.Buffers;
using System.Globalization;

namespace Platform.Samples;

/// <summary>Writes the registry's CSV format for imports.</summary>
public static class OrganisationCsv
{
    public const string Header =
        "ubn,otherRegister,otherValue,legalForm,nameZh,nameEn,missionZh,missionEn,charterClause,county,sdgs,stage,products,"
        + "website,contactName,contactEmail,contactPhone,foundedOn,registeredFrom";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static void Write(TextWriter writer, IEnumerable<Organisation> organisations)
    {
        writer.Write(Header);
        writer.Write('\n');
        foreach (var row in organisations)
        {
            Write(writer, row.Ubn, ',');
            Write(writer, row.OtherRegister, ',');
            Write(writer, row.OtherValue, ',');
            Write(writer, row.LegalForm, ',');
            Write(writer, row.NameZh, ',');
            Write(writer, row.NameEn, ',');
            Write(writer, row.MissionZh, ',');
            Write(writer, row.MissionEn, ',');
            Write(writer, row.CharterClause, ',');
            Write(writer, row.County, ',');
            Write(writer, string.Join(';', row.Sdgs), ',');
            Write(writer, row.Stage, ',');
            Write(writer, string.Join(';', row.Products), ',');
            Write(writer, row.Website, ',');
            Write(writer, row.ContactName, ',');
            Write(writer, row.ContactEmail, ',');
            Write(writer, row.ContactPhone, ',');
            Write(writer, row.FoundedOn.ToString("O", CultureInfo.InvariantCulture), ',');
            Write(writer, row.RegisteredFrom.ToString("O", CultureInfo.InvariantCulture), '\n');
        }
    }

    // RFC 4180: a field that contains a comma, a quote or a line break is quoted, and its quotes are doubled.
    private static void Write(TextWriter writer, string? field, char end)
    {
        if (field.AsSpan().ContainsAny(Special))
        {
            writer.Write('"');
            writer.Write(field!.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(field);
        }

        writer.Write(end);
    }
}
