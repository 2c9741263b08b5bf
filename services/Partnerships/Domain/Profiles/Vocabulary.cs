using System.Collections.Frozen;
using Platform.Contracts;
using Platform.Domain;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>A term of the controlled vocabulary. The code never changes; names and synonyms can be edited.</summary>
internal sealed record Term(string Code, string Zh, string En, IReadOnlyList<string> Synonyms)
{
    /// <summary>Whether new profiles may no longer use the term. Profiles that have it are not changed.</summary>
    public bool Retired { get; init; }

    public Bilingual Name => new() { Zh = Zh, En = En };
}

/// <summary>
/// One list of terms. It finds a term by code, name or synonym in either language, and the nearest term to a misspelling.
/// </summary>
internal sealed class TermList
{
    private readonly FrozenDictionary<string, Term> bySpelling;
    private readonly FrozenDictionary<string, Term> byCode;

    public TermList(IReadOnlyList<Term> terms)
    {
        Terms = terms;
        byCode = terms.ToFrozenDictionary(term => term.Code, StringComparer.Ordinal);
        var spellings = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            foreach (var spelling in Spellings(term))
            {
                spellings.TryAdd(spelling, term);
            }
        }

        bySpelling = spellings.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<Term> Terms { get; }

    public Term this[string code] => byCode[code];

    public Term? Find(string text) => bySpelling.GetValueOrDefault(Normalise(text));

    /// <summary>
    /// Returns the term whose code, name or synonym is the fewest edits away; ties go to the first code. Returns null when no term is
    /// near.
    /// </summary>
    public Term? Nearest(string text)
    {
        var wanted = Normalise(text);
        if (wanted.Length is 0 or > 60)
        {
            return null;
        }

        return bySpelling
            .Where(entry => !entry.Value.Retired)
            .Select(entry => (entry.Value, Distance: EditDistance(wanted, entry.Key), entry.Key.Length))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(wanted.Length, candidate.Length) / 2))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Value.Code, StringComparer.Ordinal)
            .Select(candidate => candidate.Value)
            .FirstOrDefault();
    }

    public static IEnumerable<string> Spellings(Term term) =>
        term.Synonyms.Prepend(term.En).Prepend(term.Zh).Prepend(term.Code).Select(Normalise);

    public static bool IsCode(string text) =>
        text.Length is > 0 and <= 40 && text.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetterLower(text[0]);

    // Case, width, spaces and punctuation do not distinguish terms.
    public static string Normalise(string text) => string.Concat(text.Nfkc().Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    private static int EditDistance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }
}

/// <summary>The lists of the vocabulary.</summary>
internal enum TermKind
{
    Tags,
    Sectors,
    Intents,
}

/// <summary>The controlled vocabulary. Offers and needs use the same tags, so an offer can meet a need.</summary>
/// <param name="Version">The version; it increases with every edit.</param>
/// <param name="Tags">What can be offered or needed.</param>
/// <param name="Sectors">Fields of work.</param>
/// <param name="Intents">The kinds of cooperation that a profile seeks.</param>
internal sealed record Vocabulary(long Version, TermList Tags, TermList Sectors, TermList Intents)
{
    public TermList Of(TermKind kind) =>
        kind switch
        {
            TermKind.Tags => Tags,
            TermKind.Sectors => Sectors,
            _ => Intents,
        };

    /// <summary>Returns the vocabulary with added terms; a term with an existing code replaces the old one.</summary>
    public Vocabulary With(long edits, IReadOnlyCollection<(TermKind Kind, Term Term)> edited)
    {
        return new Vocabulary(Version + edits, Merged(TermKind.Tags), Merged(TermKind.Sectors), Merged(TermKind.Intents));

        TermList Merged(TermKind kind)
        {
            var own = edited.Where(entry => entry.Kind == kind).Select(entry => entry.Term).ToDictionary(term => term.Code);
            return new TermList([
                .. Of(kind).Terms.Select(term => own.Remove(term.Code, out var other) ? other : term),
                .. own.Values.OrderBy(term => term.Code, StringComparer.Ordinal),
            ]);
        }
    }

    /// <summary>Returns a term that can be saved.</summary>
    public Result<Term> Accept(TermKind kind, Term term)
    {
        if (!TermList.IsCode(term.Code))
        {
            return PartnershipsErrors.TermCodeInvalid(term.Code);
        }

        // Matching depends on the intents, so they can be renamed but not added or retired.
        if (kind == TermKind.Intents && (term.Retired || Intents.Terms.All(existing => existing.Code != term.Code)))
        {
            return PartnershipsErrors.IntentsFixed;
        }

        var conflicting = TermList
            .Spellings(term)
            .Select(Of(kind).Find)
            .FirstOrDefault(existing => existing is not null && existing.Code != term.Code);
        return conflicting is null ? term : PartnershipsErrors.TermInUse(conflicting.Code);
    }
}
