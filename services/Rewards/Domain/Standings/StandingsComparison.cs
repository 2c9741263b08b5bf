namespace Platform.Rewards.Domain.Standings;

/// <summary>A stored tally that differs from the recomputed one.</summary>
internal sealed record TallyDifference(Guid BuyerId, Series Series, Tally? Stored, Tally Recomputed);

/// <summary>A stored number of counted purchases from one supplier that differs from the recomputed one.</summary>
internal sealed record CountDifference(Guid BuyerId, Series Series, string SupplierUbn, int Stored, int Recomputed);

/// <summary>
/// Compares stored tallies with recomputed ones. Standings are a pure function of tallies, so equal tallies give equal standings.
/// </summary>
internal static class StandingsComparison
{
    public static IReadOnlyList<TallyDifference> OfTallies(
        IReadOnlyDictionary<(Guid Buyer, Series Series), Tally> stored,
        TallyBook book,
        bool withExcluded
    ) =>
        [
            .. stored
                .Keys.Union(book.All.Select(entry => (entry.Buyer, entry.Series)))
                .Select(key => new TallyDifference(key.Buyer, key.Series, stored.GetValueOrDefault(key), book.Of(key.Buyer, key.Series)))
                .Where(pair => !(pair.Stored ?? Tally.Empty).IsSameAs(pair.Recomputed, withExcluded))
                .OrderBy(pair => pair.Series)
                .ThenBy(pair => pair.BuyerId),
        ];
}

/// <summary>
/// Compares stored counts with the recomputed ones, one at a time while they are read. The keys of all stored counts are needed only when
/// some are missing.
/// </summary>
internal sealed class CountComparison(TallyBook book)
{
    private readonly List<CountDifference> differences = [];
    private int found;

    public IReadOnlyList<CountDifference> Differences => differences;

    /// <summary>Whether a count was stored for every recomputed one.</summary>
    public bool IsComplete => found == book.Pairs;

    public void Add(Guid buyer, Series series, string supplier, int stored)
    {
        var recomputed = book.CountOf(buyer, series, supplier);
        found += recomputed > 0 ? 1 : 0;
        if (stored != recomputed)
        {
            differences.Add(new CountDifference(buyer, series, supplier, stored, recomputed));
        }
    }

    /// <summary>Adds the recomputed counts that are not stored.</summary>
    public void AddMissing(IReadOnlySet<(Guid Buyer, Series Series, string Supplier)> stored) =>
        differences.AddRange(
            book.Counts.Where(count => !stored.Contains((count.Buyer, count.Series, count.Supplier)))
                .Select(count => new CountDifference(count.Buyer, count.Series, count.Supplier, 0, count.Purchases))
        );
}
