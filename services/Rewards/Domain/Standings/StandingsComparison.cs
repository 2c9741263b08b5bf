namespace Platform.Rewards.Domain.Standings;

/// <summary>A tally as it was kept, beside the one computed from nothing.</summary>
internal sealed record TallyDifference(Guid BuyerId, Series Series, Tally? Stored, Tally Recomputed);

/// <summary>How many purchases from one supplier were kept as counted, beside how many there are.</summary>
internal sealed record CountDifference(Guid BuyerId, Series Series, string SupplierUbn, int Stored, int Recomputed);

/// <summary>Standings are a pure function of their tallies: equal tallies, to the bit, are equal standings.</summary>
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

    /// <summary>The kept ones go by as they are read: only where some are missing are the others remembered.</summary>
    public static async Task<IReadOnlyList<CountDifference>> OfCountsAsync(
        Func<IAsyncEnumerable<(Guid Buyer, Series Series, string Supplier, int Purchases)>> read,
        TallyBook book
    )
    {
        var (differences, found) = (new List<CountDifference>(), 0);
        await foreach (var (buyer, series, supplier, stored) in read())
        {
            var recomputed = book.CountOf(buyer, series, supplier);
            found += recomputed > 0 ? 1 : 0;
            if (stored != recomputed)
            {
                differences.Add(new CountDifference(buyer, series, supplier, stored, recomputed));
            }
        }
        if (found == book.Pairs)
        {
            return differences;
        }

        var storedKeys = await read().Select(count => (count.Buyer, count.Series, count.Supplier)).ToHashSetAsync();
        differences.AddRange(
            book.Counts.Where(count => !storedKeys.Contains((count.Buyer, count.Series, count.Supplier)))
                .Select(count => new CountDifference(count.Buyer, count.Series, count.Supplier, 0, count.Purchases))
        );
        return differences;
    }
}
