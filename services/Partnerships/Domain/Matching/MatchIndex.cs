using Platform.Partnerships.Domain.Matching.Factors;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>
/// Finds the best counterparts among very many profiles without looking at all of them. Profiles are listed under the tags they offer and
/// need, their economy and their intents. What a profile shares with the one that asks gives a ceiling of their total; candidates are
/// scored from the highest ceiling down until no ceiling left reaches the worst of the best. The answer is that of scoring everybody: by
/// total, ties by id. Any number may search while nobody changes it.
/// </summary>
internal sealed partial class MatchIndex(Matcher matcher) : IDisposable
{
    private const int Leftover = 1_000;

    private readonly Matcher matcher = matcher;
    private readonly ReaderWriterLockSlim use = new();
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
    /// What the first ceiling asks of a place. A background is what many have alike: all keys of which there are few, but for the intents.
    /// </summary>
    private readonly record struct Outline(int Background, byte Needs, byte Intents, bool Gone);

    public int Count => places.Count;

    public void Dispose() => use.Dispose();

    /// <summary>Puts profiles in, each in place of what it was before, and takes those out that are no longer listed.</summary>
    public void Change(IEnumerable<MatchSubject> changed, IEnumerable<Guid> removed)
    {
        use.EnterWriteLock();
        try
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
        finally
        {
            use.ExitWriteLock();
        }
    }

    /// <summary>Alters what depends on the day: what a profile is listed under stays as it is.</summary>
    public void Alter(Func<MatchSubject, MatchSubject> alter)
    {
        use.EnterWriteLock();
        try
        {
            Rebuild([.. subjects.OfType<MatchSubject>().Select(alter)]);
        }
        finally
        {
            use.ExitWriteLock();
        }
    }

    /// <summary>The best counterparts by total score, ties by id, without those that have been introduced often enough.</summary>
    /// <param name="self">Who asks.</param>
    /// <param name="declined">Pairs that said no thanks.</param>
    /// <param name="limit">How many.</param>
    /// <param name="findExposed">Which of these have reached the cap on exposure.</param>
    public async Task<IReadOnlyList<Match>> BestAsync(
        MatchSubject self,
        DeclinedPairs declined,
        int limit,
        Func<IReadOnlyList<Guid>, Task<IReadOnlySet<Guid>>> findExposed
    )
    {
        // Only who would be proposed is counted, and more are looked for where that leaves too few.
        for (var wanted = limit + (limit / 2); ; wanted *= 2)
        {
            var best = Best(self, declined, wanted);
            var exposed = await findExposed([.. best.Select(match => match.Other.Id)]);
            var free = best.Where(match => !exposed.Contains(match.Other.Id)).Take(limit).ToList();
            if (free.Count == limit || best.Count < wanted)
            {
                return free;
            }
        }
    }

    /// <summary>The best counterparts by total score, ties by id.</summary>
    public IReadOnlyList<Match> Best(MatchSubject self, DeclinedPairs declined, int limit)
    {
        use.EnterReadLock();
        try
        {
            using var search = new Search(this, self, declined, limit);
            return search.Run();
        }
        finally
        {
            use.ExitReadLock();
        }
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

    // The lists keep the place of what is gone until they are made anew.
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
