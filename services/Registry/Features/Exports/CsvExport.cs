using System.Globalization;
using System.IO.Pipelines;
using Platform.Domain;
using Platform.Web.Http;

namespace Platform.Registry.Features.Exports;

/// <summary>Writes one row per organisation, in the columns that an import reads.</summary>
internal sealed class CsvExport(PipeWriter output) : OrganisationExport(output)
{
    private readonly CsvWriter csv = new(output);

    public override void Begin() =>
        csv.Begin(
            "ubn",
            "otherRegister",
            "otherValue",
            "legalForm",
            "nameZh",
            "nameEn",
            "missionZh",
            "missionEn",
            "charterClause",
            "county",
            "sdgs",
            "stage",
            "products",
            "website",
            "contactName",
            "contactEmail",
            "contactPhone",
            "foundedOn",
            "registeredFrom",
            "organisationId",
            "status",
            "light",
            "tier"
        );

    public override void Write(ExportedOrganisation organisation)
    {
        var facts = organisation.Facts;
        csv.Cell(facts.Ubn);
        csv.Cell(facts.OtherIdentifier?.Register);
        csv.Cell(facts.OtherIdentifier?.Value);
        csv.Cell(facts.LegalForm.ToCamelCase());
        csv.Cell(facts.Name.Zh);
        csv.Cell(facts.Name.En);
        csv.Cell(facts.Mission.Zh);
        csv.Cell(facts.Mission.En);
        csv.Cell(facts.CharterClause);
        csv.Cell(facts.County);
        csv.Cell(string.Join(';', facts.Sdgs));
        csv.Cell(facts.Stage.ToCamelCase());
        csv.Cell(string.Join(';', facts.Products));
        csv.Cell(facts.Website);
        // Contacts are not open data.
        csv.Cell(null);
        csv.Cell(null);
        csv.Cell(null);
        csv.Cell(Date(facts.FoundedOn));
        csv.Cell(Date(organisation.RegisteredFrom));
        csv.Cell(organisation.Id.ToString());
        csv.Cell(organisation.Status.ToCamelCase());
        csv.Cell(organisation.Light.ToCamelCase());
        csv.Cell(organisation.Tier);
        csv.EndRow();
    }

    public override void Dispose()
    {
        // The output belongs to the request.
    }

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
