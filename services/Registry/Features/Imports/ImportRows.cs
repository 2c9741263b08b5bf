using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Platform.Registry.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Registry.Features.Imports;

/// <summary>One row of an import: what it discloses and from when it was registered, or why it cannot be read.</summary>
internal sealed record ImportRow(int Line, OrganisationFacts? Facts, DateOnly? RegisteredFrom, DomainError? Error);

/// <summary>Reads CSV (columns of the public API, by header) and NDJSON as a stream of rows.</summary>
internal static class ImportRows
{
    internal sealed record NdjsonBody : OrganisationBody
    {
        public DateOnly? RegisteredFrom { get; init; }
    }

    private static readonly OrganisationBodyValidator Validator = new();

    public static IAsyncEnumerable<ImportRow> ReadAsync(Stream file, string mediaType, CancellationToken cancellationToken) =>
        mediaType == "text/csv" ? ReadCsvAsync(file, cancellationToken) : ReadNdjsonAsync(file, cancellationToken);

    private static async IAsyncEnumerable<ImportRow> ReadCsvAsync(Stream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var csv = CsvReader.Create(file, new CsvReaderOptions { TrackLineNumbers = true }, leaveOpen: true);
        while (await csv.ReadAsync(cancellationToken))
        {
            yield return Guard((int)csv.LineNumber, () => new NdjsonBody
            {
                Ubn = Field("ubn"),
                OtherIdentifier = Field("otherRegister") is { } register && Field("otherValue") is { } value ? new(register, value) : null,
                LegalForm = Enumerated<LegalForm>("legalForm"),
                Name = new() { Zh = Field("nameZh"), En = Field("nameEn") },
                Mission = new() { Zh = Field("missionZh"), En = Field("missionEn") },
                CharterClause = Field("charterClause"),
                County = Field("county"),
                Sdgs = [.. List("sdgs").Select(sdg => int.Parse(sdg, CultureInfo.InvariantCulture))],
                Stage = Enumerated<Stage>("stage"),
                Products = List("products"),
                Website = Field("website"),
                Contact = Field("contactEmail") is { } email ? new(Field("contactName") ?? "", email, Field("contactPhone")) : null,
                FoundedOn = Date("foundedOn"),
                RegisteredFrom = Date("registeredFrom"),
            });
        }

        string? Field(string name)
        {
            var value = csv.TryGetFieldIndex(name, out var index) && index < csv.FieldCount ? csv.GetString(index).Trim() : "";
            // NUL is no character that a text can have; NDJSON is refused for it by its reader.
            return value.Contains('\0') ? throw new FormatException(name) : value.Length > 0 ? value : null;
        }

        string[] List(string name) => Field(name)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        DateOnly? Date(string name) => Field(name) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        T? Enumerated<T>(string name)
            where T : struct, Enum => Field(name) is not { } word ? null : Word<T>.TryParse(word, out var value) ? value.Value : throw new FormatException(word);
    }

    private static async IAsyncEnumerable<ImportRow> ReadNdjsonAsync(Stream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(file);
        for (var line = 1; await text.ReadLineAsync(cancellationToken) is { } json; line++)
            if (!string.IsNullOrWhiteSpace(json))
                yield return Guard(line, () => JsonSerializer.Deserialize<NdjsonBody>(json, PlatformJson.Options) ?? throw new FormatException(json));
    }

    private static ImportRow Guard(int line, Func<NdjsonBody> read)
    {
        try
        {
            var body = read();
            var checkedBody = Validator.Validate(body);
            return checkedBody.IsValid
                ? new(line, body.ToFacts(), body.RegisteredFrom, null)
                : new(line, null, null, Incomplete(string.Join(", ", checkedBody.Errors.Select(error => JsonPaths.Of(error.PropertyName)).Distinct())));
        }
        catch (Exception exception) when (exception is FormatException or JsonException or OverflowException)
        {
            return new(line, null, null, Unreadable);
        }
    }

    private static DomainError Unreadable { get; } = new("registry.import-row-unreadable", ErrorKind.Rule,
        "此列無法讀取：請檢查引號、日期（YYYY-MM-DD）、數字與代碼。", "This row cannot be read: check quotes, dates (YYYY-MM-DD), numbers and codes.");

    private static DomainError Incomplete(string members) => new("registry.import-row-incomplete", ErrorKind.Rule,
        $"此列缺漏或不符規定的欄位：{members}。", $"Members of this row that are missing or not acceptable: {members}.");
}
