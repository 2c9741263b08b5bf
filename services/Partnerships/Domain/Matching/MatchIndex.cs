using Platform.Partnerships.Domain.Matching.Factors;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>
/// Finds the best counterparts among very many profiles without scoring all of them. Profiles are listed by the tags they offer and need,
/// by economy and by intents. What a profile shares with the searching one gives a ceiling of their total. Candidates are scored from the
/// highest ceiling down, until no remaining ceiling reaches the lowest of the best totals. The result is the same as when all are scored:
/// by total, ties by id. Searches may run concurrently, but not during a change.
/// </summary>
internal sealed partial class MatchIndex(Matcher matcher)
{
    private const int Leftover = 1_000;

    private readonly Matcher matcher = matcher;
    private readonly Dictionary<Guid, int> places = [];
    private readonly List<MatchSubject?> subjects = [];
    private readonly Dictionary<string, List<int>> offering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> needing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> inEconomy = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<int>> withIntents = [];
    private readonly (KeyedFactor Factor, double Share)[] keyed =
    [
        .. matcher.Factors.Where(entry => entry.Factor is not NeedsMet).Select(entry => ((KeyedFactor)entry.Factor, entry.Share)),
    ];
    private readonly Dictionary<object, int>[] numbers =
    [
        .. matcher.Factors.Where(entry => entry.Factor is not NeedsMet).Select(_ => new Dictionary<object, int>()),
    ];

    // The keys of a place, in the order of the keyed factors.
    private readonly List<int> keys = [];
    private readonly List<Outline> outlines = [];
    private readonly Dictionary<string, int> backgrounds = new(StringComparer.Ordinal);

    /// <summary>
    /// The inputs of the first ceiling for a place. The background numbers the combination of all keys with few values, except the
    /// intents, so many profiles share one.
    /// </summary>
    private readonly record struct Outline(int Background, byte Needs, byte Intents, bool Gone);

    public int Count => places.Count;

    /// <summary>Adds or replaces profiles and removes those that are no longer listed.</summary>
    public void Change(IEnumerable<MatchSubject> changed, IEnumerable<Guid> removed)
    {
        foreach (var id in removed)
        {
            Remove(id);
        }

        foreach (var subject in changed)
        {
            Remove(subject.Id);
            Add(subject);
        }

        if (subjects.Count > (2 * places.Count) + Leftover)
        {
            Rebuild([.. subjects.OfType<MatchSubject>()]);
        }
    }

    /// <summary>
    /// Replaces every profile with its version for another day. The tags, economy and intents of a profile must not change.
    /// </summary>
    public void Alter(Func<MatchSubject, MatchSubject> alter) => Rebuild([.. subjects.OfType<MatchSubject>().Select(alter)]);

    /// <summary>Returns the best counterparts by total score, ties by id.</summary>
    public IReadOnlyList<Match> Best(MatchSubject self, DeclinedPairs declined, int limit)
    {
        using var search = new Search(this, self, declined, limit);
        return search.Run();
    }

    private void Add(MatchSubject subject)
    {
        var place = subjects.Count;
        places[subject.Id] = place;
        subjects.Add(subject);
        for (var factor = 0; factor < keyed.Length; factor++)
        {
            var key = keyed[factor].Factor.KeyOf(subject);
            if (!numbers[factor].TryGetValue(key, out var number))
            {
                numbers[factor][key] = number = numbers[factor].Count;
            }

            keys.Add(number);
        }

        var background = string.Join(
            ',',
            keyed.Select((entry, factor) => IsBackground(entry.Factor) ? keys[(place * keyed.Length) + factor] : 0)
        );
        if (!backgrounds.TryGetValue(background, out var shared))
        {
            backgrounds[background] = shared = backgrounds.Count;
        }

        outlines.Add(new Outline(shared, (byte)subject.Needs.Length, (byte)subject.Intents, Gone: false));

        Array.ForEach(subject.Offers, tag => List(offering, tag, place));
        Array.ForEach(subject.Needs, tag => List(needing, tag, place));
        List(inEconomy, subject.Economy, place);
        List(withIntents, subject.Intents, place);
    }

    private static void List<TKey>(Dictionary<TKey, List<int>> listed, TKey key, int place)
        where TKey : notnull
    {
        if (!listed.TryGetValue(key, out var under))
        {
            listed[key] = under = [];
        }

        under.Add(place);
    }

    // The lists still contain the places of removed profiles until the next rebuild.
    private void Remove(Guid id)
    {
        if (places.Remove(id, out var place))
        {
            subjects[place] = null;
            outlines[place] = outlines[place] with { Gone = true };
        }
    }

    private static bool IsBackground(KeyedFactor factor) => factor is { HasManyKeys: false } and not IntentFit;

    private void Rebuild(List<MatchSubject> all)
    {
        subjects.Clear();
        outlines.Clear();
        backgrounds.Clear();
        keys.Clear();
        Array.ForEach(numbers, numbering => numbering.Clear());
        offering.Clear();
        needing.Clear();
        inEconomy.Clear();
        withIntents.Clear();
        all.ForEach(Add);
    }
}
