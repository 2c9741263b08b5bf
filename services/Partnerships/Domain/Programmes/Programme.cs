using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain.Programmes;

/// <summary>What sessions and introductions are held for.</summary>
internal enum ProgrammeKind
{
    Summit,
    Award,
    Hackathon,
    O2o,
}

/// <summary>A programme, with its calendar. The code is stable; everything else may be edited.</summary>
internal sealed record Programme
{
    public required string Code { get; init; }

    public required ProgrammeKind Kind { get; init; }

    public required Bilingual Name { get; init; }

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>In order of time.</summary>
    public IReadOnlyList<ProgrammeDate> Calendar { get; init; } = [];

    /// <summary>Nothing new belongs to it; what belonged to it still does.</summary>
    public bool Retired { get; init; }

    public IEnumerable<string> Spellings() =>
        Synonyms
            .Append(Code)
            .Append(Name.Zh ?? "")
            .Append(Name.En ?? "")
            .Select(TermList.Normalise)
            .Where(spelling => spelling.Length > 0);
}

/// <summary>Taipei days, both included.</summary>
internal sealed record ProgrammeDate(DateOnly From, DateOnly Until, Bilingual What);

/// <summary>All programmes, in the order in which they are listed.</summary>
internal sealed class ProgrammeList(IEnumerable<Programme> programmes)
{
    public IReadOnlyList<Programme> All { get; } = [.. programmes.OrderBy(programme => programme.Code, StringComparer.Ordinal)];

    public Programme? this[string code] => All.FirstOrDefault(programme => programme.Code == code);

    /// <summary>The programme that something new is to belong to; none is named by nothing.</summary>
    public Result<ProgrammeChoice> Read(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new ProgrammeChoice(null)
        : Find(text) is { Retired: false } found ? new ProgrammeChoice(found.Code)
        : PartnershipsErrors.ProgrammeUnknown(text, All.Where(programme => !programme.Retired).Select(programme => programme.Code));

    /// <summary>The programme called so in either language, or the only one that the text names: "APEC O2O 2026".</summary>
    public Programme? Find(string text)
    {
        var wanted = TermList.Normalise(text);
        return Only(spelling => spelling == wanted) ?? Only(spelling => wanted.Contains(spelling, StringComparison.Ordinal));
    }

    /// <summary>Why a programme cannot be as it is to be; null when it can.</summary>
    public DomainError? Refuses(Programme programme) =>
        !TermList.IsCode(programme.Code) ? PartnershipsErrors.TermCodeInvalid(programme.Code)
        : All.FirstOrDefault(other => other.Code != programme.Code && other.Spellings().Intersect(programme.Spellings()).Any())
            is { } conflicting
            ? PartnershipsErrors.TermInUse(conflicting.Code)
        : null;

    private Programme? Only(Func<string, bool> fits) =>
        All.Where(programme => programme.Spellings().Any(fits)).Take(2).ToList() is [var only] ? only : null;
}

/// <summary>The code of a programme, or none.</summary>
internal sealed record ProgrammeChoice(string? Code);
