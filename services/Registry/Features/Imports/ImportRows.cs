using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Platform.Data;
using Platform.Domain;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Organisations;
using Platform.Web.Http;

namespace Platform.Registry.Features.Imports;

/// <summary>One row of an import: its facts, or why it is rejected.</summary>
/// <param name="OrganisationId">The organisation from which an export wrote the row.</param>
/// <param name="Next">Where the next row begins.</param>
internal sealed record ImportRow(
    int Line,
    Result<OrganisationFacts> Facts,
    DateOnly? RegisteredFrom,
    Guid? OrganisationId,
    ImportMark Next
);

/// <summary>A position in the file from which to continue after a crash.</summary>
internal sealed record ImportMark(long Position, int Line, string? Encoding);

/// <summary>Reads CSV (columns of the public API, by header) and NDJSON as a stream of rows.</summary>
internal static class ImportRows
{
    /// <summary>The body of an application, and the members that an export adds to it.</summary>
    internal sealed record Body : OrganisationBody
    {
        public DateOnly? RegisteredFrom { get; init; }

        public Guid? OrganisationId { get; init; }

        public string? Status { get; init; }

        public string? Light { get; init; }

        public string? Tier { get; init; }
    }

    private static readonly string[] Required = ["legalForm", "county", "sdgs", "stage"];

    private static readonly OrganisationBodyValidator Validator = new();

    /// <summary>Returns the column names from the first record, or an error when required columns are missing.</summary>
    public static async Task<Result<string[]>> ReadHeaderAsync(Stream start, string? encoding, CancellationToken cancellationToken)
    {
        using var file = new ImportFile(start, isCsv: true, encoding, 0, 1);
        if (!await file.ReadAsync(cancellationToken) || file.IsBroken)
        {
            return RegistryErrors.ImportHeader([.. Required]);
        }

        string[] names = [.. file.Cells.Select(cell => file.Text(cell).Trim())];
        var missing = Required.Except(names, StringComparer.OrdinalIgnoreCase).ToArray();
        return missing.Length > 0 ? RegistryErrors.ImportHeader(missing) : names;
    }

    /// <summary>Reads the rows from the current position of the file.</summary>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(
        ImportFile file,
        IReadOnlyList<string>? header,
        DateOnly today,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var columns = header is null ? null : new Columns(header);
        // ReadHeaderAsync has read the header; it is skipped here.
        if (columns is not null && file.NextLine == 1)
        {
            await file.ReadAsync(cancellationToken);
        }
        while (await file.ReadAsync(cancellationToken))
        {
            if (!file.IsBroken && file.Record.Trim(" \t\r\n,"u8).IsEmpty)
            {
                continue;
            }

            yield return Read(file, columns, today);
        }
    }

    private static ImportRow Read(ImportFile file, Columns? columns, DateOnly today)
    {
        var next = new ImportMark(file.Position, file.NextLine, file.Encoding);
        if (file.IsBroken)
        {
            return Refused(RegistryErrors.ImportRowBroken);
        }

        try
        {
            var body = columns is null ? FromJson(file) : FromCsv(file, columns);
            var judged = Validator.Validate(body);
            if (!judged.IsValid)
            {
                return Refused(
                    RegistryErrors.ImportRowIncomplete(
                        string.Join(", ", judged.Errors.Select(error => JsonPaths.Of(error.PropertyName)).Distinct())
                    )
                );
            }

            return body.RegisteredFrom > today
                ? Refused(RegistryErrors.ImportRegisteredInFuture(body.RegisteredFrom.Value))
                : new(file.Line, FactsRules.Check(body.ToFacts(), today), body.RegisteredFrom, body.OrganisationId, next);
        }
        catch (UnreadableTextException)
        {
            return Refused(RegistryErrors.ImportRowEncoding);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or OverflowException)
        {
            return Refused(RegistryErrors.ImportRowUnreadable);
        }

        ImportRow Refused(DomainError why) => new(file.Line, why, null, null, next);
    }

    private static Body FromJson(ImportFile file)
    {
        var json = ImportText.Decode(file.Record, file.Encoding);
        return json.Contains(ImportText.Unreadable)
            ? throw new UnreadableTextException()
            : JsonSerializer.Deserialize<Body>(json, PlatformJson.Options) ?? throw new FormatException();
    }

    private static Body FromCsv(ImportFile file, Columns columns)
    {
        return new Body
        {
            Ubn = Cell("ubn"),
            OtherIdentifier = Cell("otherRegister") is { } register && Cell("otherValue") is { } value ? new(register, value) : null,
            LegalForm = Enumerated<LegalForm>("legalForm"),
            Name = new() { Zh = Cell("nameZh"), En = Cell("nameEn") },
            Mission = new() { Zh = Cell("missionZh"), En = Cell("missionEn") },
            CharterClause = Cell("charterClause"),
            County = Cell("county"),
            Sdgs = [.. List("sdgs").Select(sdg => int.Parse(sdg, NumberStyles.None, CultureInfo.InvariantCulture))],
            Stage = Enumerated<Stage>("stage"),
            Products = List("products"),
            Website = Cell("website"),
            Contact = Cell("contactEmail") is { } email ? new(Cell("contactName") ?? "", email, Cell("contactPhone")) : null,
            FoundedOn = Date("foundedOn"),
            RegisteredFrom = Date("registeredFrom"),
            OrganisationId = Cell("organisationId") is { } id ? Guid.Parse(id) : null,
        };

        string? Cell(string name)
        {
            if (columns.Find(name) is not { } index || index >= file.Cells.Count || file.Cells[index] is not { Length: > 0 } cell)
            {
                return null;
            }

            var text = FormulaGuard.Remove(file.Text(cell)).Trim();
            if (text.Contains(ImportText.Unreadable))
            {
                throw new UnreadableTextException();
            }

            // A text may not contain NUL. The reader of NDJSON refuses it as well.
            return text.Contains('\0') ? throw new FormatException(name)
                : text.Length > 0 ? text
                : null;
        }

        string[] List(string name) => Cell(name)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        DateOnly? Date(string name) =>
            Cell(name) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        T? Enumerated<T>(string name)
            where T : struct, Enum =>
            Cell(name) is not { } enumText ? null
            : CamelCaseEnum<T>.TryParse(enumText, out var found) ? found.Value
            : throw new FormatException(enumText);
    }

    private sealed class Columns(IReadOnlyList<string> header)
    {
        private readonly Dictionary<string, int> byName = header
            .Select((name, index) => (name, index))
            .GroupBy(column => column.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().index, StringComparer.OrdinalIgnoreCase);

        public int? Find(string name) => byName.TryGetValue(name, out var index) ? index : null;
    }

    private sealed class UnreadableTextException : Exception;
}
