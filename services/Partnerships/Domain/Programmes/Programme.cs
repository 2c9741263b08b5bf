using Platform.Contracts;
using Platform.Domain;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Domain.Programmes;

/// <summary>The kind of a programme that sessions and introductions belong to.</summary>
internal enum ProgrammeKind
{
    Summit,
    Award,
    Hackathon,
    O2o,
}

/// <summary>A programme with its calendar. The code never changes; everything else can be edited.</summary>
internal sealed record Programme
{
    public required string Code { get; init; }

    public required ProgrammeKind Kind { get; init; }

    public required Bilingual Name { get; init; }

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The dates in chronological order.</summary>
    public IReadOnlyList<ProgrammeDate> Calendar { get; init; } = [];

    /// <summary>Whether the programme is closed to new sessions and introductions. Existing ones still belong to it.</summary>
    public bool Retired { get; init; }

    public IEnumerable<string> Spellings() =>
        Synonyms
            .Append(Code)
            .Append(Name.Zh ?? "")
            .Append(Name.En ?? "")
            .Select(TermList.Normalise)
            .Where(spelling => spelling.Length > 0);
}

/// <summary>An entry of a programme's calendar, in Taipei days; both days are included.</summary>
internal sealed record ProgrammeDate(DateOnly From, DateOnly Until, Bilingual What);

/// <summary>All programmes, ordered by code.</summary>
internal sealed class ProgrammeList(IEnumerable<Programme> programmes)
{
    public IReadOnlyList<Programme> All { get; } = [.. programmes.OrderBy(programme => programme.Code, StringComparer.Ordinal)];

    public Programme? this[string code] => All.FirstOrDefault(programme => programme.Code == code);

    /// <summary>
    /// Returns the programme for a new record, or no programme for an empty text. A retired or unknown programme is an error.
    /// </summary>
    public Result<ProgrammeChoice> Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new ProgrammeChoice(null)
        : Find(text) is { Retired: false } found ? new ProgrammeChoice(found.Code)
        : PartnershipsErrors.ProgrammeUnknown(text, All.Where(programme => !programme.Retired).Select(programme => programme.Code));

    /// <summary>Finds the programme with this code, name or synonym, or the only one that the text contains: "APEC O2O 2026".</summary>
    public Programme? Find(string text)
    {
        var wanted = TermList.Normalise(text);
        return Only(spelling => spelling == wanted) ?? Only(spelling => wanted.Contains(spelling, StringComparison.Ordinal));
    }

    /// <summary>Returns the programme as it is saved, with its dates in order.</summary>
    public Result<Programme> Accept(Programme programme) =>
        programme.Calendar.ToList().FindIndex(date => date.Until < date.From) is >= 0 and var wrong
            ? PartnershipsErrors.ProgrammeDatesInvalid(wrong)
        : !TermList.IsCode(programme.Code) ? PartnershipsErrors.TermCodeInvalid(programme.Code)
        : All.FirstOrDefault(other => other.Code != programme.Code && other.Spellings().Intersect(programme.Spellings()).Any())
            is { } conflicting
            ? PartnershipsErrors.TermInUse(conflicting.Code)
        : programme with { Calendar = [.. programme.Calendar.OrderBy(date => date.From).ThenBy(date => date.Until)] };

    private Programme? Only(Func<string, bool> fits) =>
        All.Where(programme => programme.Spellings().Any(fits)).Take(2).ToList() is [var only] ? only : null;
}

/// <summary>The code of the chosen programme, or null for none.</summary>
internal sealed record ProgrammeChoice(string? Code);
