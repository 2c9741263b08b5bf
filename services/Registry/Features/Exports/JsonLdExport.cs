using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Platform.Contracts;
using Platform.Data;
using Platform.Domain;

namespace Platform.Registry.Features.Exports;

/// <summary>
/// Writes one graph of schema.org organisations. They are identified by org-id (<c>TW-CR</c> is Taiwan's company register, by unified
/// business number); goals by the URIs of the United Nations.
/// </summary>
internal sealed class JsonLdExport(PipeWriter output) : OrganisationExport(output)
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = PlatformJson.Options.Encoder });

    public override void Begin()
    {
        json.WriteStartObject();
        json.WriteStartObject("@context");
        json.WriteString("@vocab", "https://schema.org/");
        Typed("url", "https://schema.org/url", "@id");
        Typed("license", "https://schema.org/license", "@id");
        Typed("foundingDate", "https://schema.org/foundingDate", "https://schema.org/Date");
        json.WriteEndObject();
        json.WriteString("@type", "Dataset");
        json.WriteString("license", ExportOrganisations.Licence);
        json.WriteStartArray("@graph");

        void Typed(string name, string id, string type)
        {
            json.WriteStartObject(name);
            json.WriteString("@id", id);
            json.WriteString("@type", type);
            json.WriteEndObject();
        }
    }

    public override void Write(ExportedOrganisation organisation)
    {
        var facts = organisation.Facts;
        json.WriteStartObject();
        json.WriteString("@type", "Organization");
        json.WriteString("@id", $"urn:uuid:{organisation.Id}");
        json.WriteStartArray("identifier");
        if (facts.Ubn is not null)
        {
            Property("org-id", $"TW-CR-{facts.Ubn}");
            Property("統一編號", facts.Ubn);
        }

        if (facts.OtherIdentifier is { } other)
        {
            Property(other.Register, other.Value);
        }

        json.WriteEndArray();
        Text("name", facts.Name);
        Text("description", facts.Mission);
        json.WriteStartObject("address");
        json.WriteString("@type", "PostalAddress");
        json.WriteString("addressCountry", "TW");
        json.WriteString("addressRegion", facts.County);
        json.WriteEndObject();
        json.WriteStartArray("knowsAbout");
        foreach (var goal in facts.Sdgs)
        {
            Reference(string.Create(CultureInfo.InvariantCulture, $"http://metadata.un.org/sdg/{goal}"));
        }

        json.WriteEndArray();
        if (facts.Website is not null)
        {
            json.WriteString("url", facts.Website);
        }

        if (facts.FoundedOn is { } founded)
        {
            json.WriteString("foundingDate", founded.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        json.WriteStartArray("makesOffer");
        foreach (var product in facts.Products)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Offer");
            json.WriteString("name", product);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("additionalProperty");
        Property("legalForm", facts.LegalForm.ToCamelCase());
        Property("stage", facts.Stage.ToCamelCase());
        Property("status", organisation.Status.ToCamelCase());
        Property("light", organisation.Light.ToCamelCase());
        if (organisation.Tier is not null)
        {
            Property("tier", organisation.Tier);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override void End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await json.FlushAsync(cancellationToken);
        await base.FlushAsync(cancellationToken);
    }

    public override void Dispose() => json.Dispose();

    private void Text(string name, Bilingual text)
    {
        json.WriteStartArray(name);
        foreach (var (language, value) in new[] { ("zh-Hant-TW", text.Zh), ("en", text.En) })
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("@value", value);
            json.WriteString("@language", language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Property(string id, string value)
    {
        json.WriteStartObject();
        json.WriteString("@type", "PropertyValue");
        json.WriteString("propertyID", id);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private void Reference(string id)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteEndObject();
    }
}
