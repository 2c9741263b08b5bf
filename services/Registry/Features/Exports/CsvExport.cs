using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Features.Exports;

/// <summary>RFC 4180 with a byte order mark, without which Excel does not read Chinese.</summary>
internal sealed class CsvExport(PipeWriter output) : OrganisationExport(output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public override void Begin() => Output.Write(Encoding.UTF8.GetBytes(
        "\uFEFFubn,otherRegister,otherValue,legalForm,nameZh,nameEn,missionZh,missionEn,charterClause,county,sdgs,stage,products,"
        + "website,contactName,contactEmail,contactPhone,foundedOn,registeredFrom,organisationId,status,light,tier\r\n"));

    public override void Write(ExportedOrganisation organisation)
    {
        var facts = organisation.Facts;
        Cell(facts.Ubn);
        Cell(facts.OtherIdentifier?.Register);
        Cell(facts.OtherIdentifier?.Value);
        Cell(facts.LegalForm.Word());
        Cell(facts.Name.Zh);
        Cell(facts.Name.En);
        Cell(facts.Mission.Zh);
        Cell(facts.Mission.En);
        Cell(facts.CharterClause);
        Cell(facts.County);
        Cell(string.Join(';', facts.Sdgs));
        Cell(facts.Stage.Word());
        Cell(string.Join(';', facts.Products));
        Cell(facts.Website);
        Output.Write(",,,"u8);
        Cell(Date(facts.FoundedOn));
        Cell(Date(organisation.RegisteredFrom));
        Cell(organisation.Id.ToString());
        Cell(organisation.Status.Word());
        Cell(organisation.Light.Word());
        Cell(organisation.Tier, "\r\n");
    }

    public override void Dispose()
    {
        // The output belongs to the request.
    }

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Cell(string? text, string end = ",")
    {
        if (!string.IsNullOrEmpty(text))
        {
            var cell = FormulaGuard.Add(text);
            if (cell.AsSpan().ContainsAny(Special) || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))
                cell = $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            Output.Advance(Encoding.UTF8.GetBytes(cell, Output.GetSpan(3 * cell.Length)));
        }

        Output.Advance(Encoding.UTF8.GetBytes(end, Output.GetSpan(end.Length)));
    }
}
