using System.Collections.Frozen;
using Platform.Contracts;
using Platform.ServiceDefaults.Identifiers;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>A term of the controlled vocabulary. The code is stable; names and synonyms may be edited.</summary>
internal sealed record Term(string Code, string Zh, string En, IReadOnlyList<string> Synonyms)
{
    public Bilingual Name => new() { Zh = Zh, En = En };
}

/// <summary>One list of terms: finds a term by code, name or synonym in either language, and the nearest one to a misspelling.</summary>
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

    /// <summary>The term whose code, name or synonym is the fewest edits away; ties go to the first code. None when everything is far off.</summary>
    public Term? Nearest(string text)
    {
        var wanted = Normalise(text);
        if (wanted.Length is 0 or > 60)
        {
            return null;
        }

        return bySpelling
            .Select(entry => (entry.Value, Distance: EditDistance(wanted, entry.Key), entry.Key.Length))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(wanted.Length, candidate.Length) / 2))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Value.Code, StringComparer.Ordinal)
            .Select(candidate => candidate.Value)
            .FirstOrDefault();
    }

    private static IEnumerable<string> Spellings(Term term) =>
        term.Synonyms.Prepend(term.En).Prepend(term.Zh).Prepend(term.Code).Select(Normalise);

    // Case, width, spaces and punctuation are not what anyone means when choosing a word.
    private static string Normalise(string text) =>
        string.Concat(text.Nfkc().Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Insertions, deletions, substitutions, and swaps of neighbours (optimal string alignment).</summary>
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

/// <summary>The controlled vocabulary: tags serve offers and needs alike, so that an offer can meet a need.</summary>
internal sealed record Vocabulary(int Version, TermList Tags, TermList Sectors, TermList Intents);
