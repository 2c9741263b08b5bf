using System.IO.Pipelines;
using System.Text.Json;
using Platform.Contracts;
using Platform.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Features.Exports;

/// <summary>Writes one organisation per line: the body of an application, the date of registration, and what the register adds.</summary>
internal sealed class NdjsonExport(PipeWriter output) : OrganisationExport(output)
{
    private readonly Utf8JsonWriter json = new(
        output,
        new JsonWriterOptions { Encoder = PlatformJson.Stored.Encoder, SkipValidation = true }
    );

    private sealed record Line(
        string? Ubn,
        OtherIdentifier? OtherIdentifier,
        LegalForm LegalForm,
        Bilingual Name,
        Bilingual Mission,
        string? CharterClause,
        string County,
        IReadOnlyList<int> Sdgs,
        Stage Stage,
        IReadOnlyList<string> Products,
        string? Website,
        DateOnly? FoundedOn,
        DateOnly? RegisteredFrom,
        Guid OrganisationId,
        OrganisationStatus Status,
        Light Light,
        string? Tier
    );

    public override void Write(ExportedOrganisation organisation)
    {
        var facts = organisation.Facts;
        JsonSerializer.Serialize(
            json,
            new Line(
                facts.Ubn,
                facts.OtherIdentifier,
                facts.LegalForm,
                facts.Name,
                facts.Mission,
                facts.CharterClause,
                facts.County,
                facts.Sdgs,
                facts.Stage,
                facts.Products,
                facts.Website,
                facts.FoundedOn,
                organisation.RegisteredFrom,
                organisation.Id,
                organisation.Status,
                organisation.Light,
                organisation.Tier
            ),
            PlatformJson.Stored
        );
        json.Flush();
        json.Reset();
        Output.GetSpan(1)[0] = (byte)'\n';
        Output.Advance(1);
    }

    public override void Dispose() => json.Dispose();
}
